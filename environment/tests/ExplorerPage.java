import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import xavierkit.activation.Activation;
import xavierkit.prediction.LengthMap;
import xavierkit.view.Explorer;

/** Writes an explorer to a file, and prints what the library predicts for some of its settings. */
public class ExplorerPage {
  public static void main(String[] args) throws Exception {
    var explorer = Explorer.of(Activation.TANH, Activation.RELU);
    Files.writeString(Path.of(args[0]), explorer.mimeBundle().get("text/html"));
    print(Activation.TANH, 1, 0, 100);
    print(Activation.TANH, 1.1, 0, 100);
    print(Activation.TANH, 1.1, 0.2, 100);
    print(Activation.TANH, 1.1, 0.2, 15);
    print(Activation.RELU, 1.1, 0.2, 15);
    print(Activation.RELU, Math.sqrt(1.0 / 3), 0.2, 15);
  }

  private static void print(Activation activation, double gain, double biasVariance, int depth) {
    var map = new LengthMap(activation, gain * gain, biasVariance);
    List<Double> lengths = map.iterate(1, depth);
    double gradient =
        lengths.stream().limit(depth - 1).mapToDouble(map::chi).reduce(1, (a, b) -> a * b);
    System.out.println(lengths.get(depth - 1) + " " + gradient);
  }
}
