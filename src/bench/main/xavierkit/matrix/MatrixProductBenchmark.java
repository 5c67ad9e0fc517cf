package xavierkit.matrix;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import org.openjdk.jmh.annotations.*;

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

    @Param({"1", "2"})
    public int threads;

    private Supplier<DMatrixRMaj> kit;
    private Supplier<DMatrixRMaj> ejml;

    /** Makes the factors and chooses the products. */
    @Setup
    public void setUp() {
        EjmlConcurrency.setMaxThreads(threads);
        int[] n = Stream.of(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        DMatrixRMaj a = form.equals("AtB") ? random(n[1], n[0], 1) : random(n[0], n[1], 1);
        DMatrixRMaj b = form.equals("ABt") ? random(n[2], n[1], 2) : random(n[1], n[2], 2);
        boolean one = threads == 1;
        switch (form) {
            case "AB" -> {
                kit = () -> MatrixProduct.ab(a, b);
                ejml = () -> one ? CommonOps_DDRM.mult(a, b, null) : CommonOps_MT_DDRM.mult(a, b, null);
            }
            case "AtB" -> {
                kit = () -> MatrixProduct.atb(a, b);
                ejml = () -> one ? CommonOps_DDRM.multTransA(a, b, null) : CommonOps_MT_DDRM.multTransA(a, b, null);
            }
            default -> {
                kit = () -> MatrixProduct.abt(a, b);
                ejml = () -> one ? CommonOps_DDRM.multTransB(a, b, null) : CommonOps_MT_DDRM.multTransB(a, b, null);
            }
        }
    }

    private static DMatrixRMaj random(int rows, int columns, long seed) {
        return RandomMatrices_DDRM.rectangle(rows, columns, new Random(seed));
    }

    @Benchmark
    public DMatrixRMaj kit() {
        return kit.get();
    }

    @Benchmark
    public DMatrixRMaj ejml() {
        return ejml.get();
    }
}
