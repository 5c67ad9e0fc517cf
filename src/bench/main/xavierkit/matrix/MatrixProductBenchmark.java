package xavierkit.network;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.Matrix;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.RandomMatrices_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds for one product m x k times k x n: the kit's against EJML's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatrixProductBenchmark {

  @Param({"10x256x256", "256x10x256", "256x256x256", "300x1000x1000", "1000x1000x1000"})
  public String shape;

  @Param({"AB", "AtB", "ABt"})
  public String form;

  @Param({"double", "float"})
  public String type;

  @Param({"1", "2"})
  public int threads;

  private Supplier<Matrix> kit;
  private Supplier<Matrix> ejml;

  /** Makes the factors and chooses the products. */
  @Setup
  public void setUp() {
    EjmlConcurrency.setMaxThreads(threads);
    int[] sizes = Stream.of(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    int[] a = form.equals("AtB") ? new int[] {sizes[1], sizes[0]} : new int[] {sizes[0], sizes[1]};
    int[] b = form.equals("ABt") ? new int[] {sizes[2], sizes[1]} : new int[] {sizes[1], sizes[2]};
    if (type.equals("double")) {
      choose(
          RandomMatrices_DDRM.rectangle(a[0], a[1], new Random(1)),
          RandomMatrices_DDRM.rectangle(b[0], b[1], new Random(2)));
    } else {
      choose(
          RandomMatrices_FDRM.rectangle(a[0], a[1], new Random(1)),
          RandomMatrices_FDRM.rectangle(b[0], b[1], new Random(2)));
    }
  }

  private void choose(DMatrixRMaj a, DMatrixRMaj b) {
    boolean one = threads == 1;
    switch (form) {
      case "AB" -> {
        kit = () -> MatrixProduct.ab(a, b);
        ejml = () -> one ? CommonOps_DDRM.mult(a, b, null) : CommonOps_MT_DDRM.mult(a, b, null);
      }
      case "AtB" -> {
        kit = () -> MatrixProduct.atb(a, b);
        ejml = () ->
            one ? CommonOps_DDRM.multTransA(a, b, null) : CommonOps_MT_DDRM.multTransA(a, b, null);
      }
      default -> {
        kit = () -> MatrixProduct.abt(a, b);
        ejml = () ->
            one ? CommonOps_DDRM.multTransB(a, b, null) : CommonOps_MT_DDRM.multTransB(a, b, null);
      }
    }
  }

  private void choose(FMatrixRMaj a, FMatrixRMaj b) {
    boolean one = threads == 1;
    switch (form) {
      case "AB" -> {
        kit = () -> MatrixProduct.ab(a, b);
        ejml = () -> one ? CommonOps_FDRM.mult(a, b, null) : CommonOps_MT_FDRM.mult(a, b, null);
      }
      case "AtB" -> {
        kit = () -> MatrixProduct.atb(a, b);
        ejml = () ->
            one ? CommonOps_FDRM.multTransA(a, b, null) : CommonOps_MT_FDRM.multTransA(a, b, null);
      }
      default -> {
        kit = () -> MatrixProduct.abt(a, b);
        ejml = () ->
            one ? CommonOps_FDRM.multTransB(a, b, null) : CommonOps_MT_FDRM.multTransB(a, b, null);
      }
    }
  }

  @Benchmark
  public Matrix kit() {
    return kit.get();
  }

  @Benchmark
  public Matrix ejml() {
    return ejml.get();
  }
}
