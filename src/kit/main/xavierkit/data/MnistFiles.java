package xavierkit.data;

import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Require;

/**
 * Reads images of ten classes from the four files of MNIST, as they are or compressed by gzip: {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same with {@code t10k} for the test images.
 *
 * <p>The folder {@code data/fashion-mnist} holds a part of Fashion-MNIST (Xiao, Rasul, Vollgraf 2017, MIT
 * licence): 5,000 training and 1,000 test images of 28x28 pixels, as many of each class. The whole of it, or
 * MNIST, is read from a folder of the reader's own.
 *
 * <p>One image a row, row by row of its pixels, grey levels from 0 to 1 (the files' 0 to 255, divided by 255). An
 * image of 28x28 takes 6 KiB, so that 60,000 take 360 MiB. If a file is missing, damaged or truncated, an
 * IllegalArgumentException names the file and what was expected.
 */
public final class MnistFiles {

    private static final double BRIGHTEST = 255;

    private MnistFiles() {}

    /** The training images. */
    public static DataSet train(Path folder) {
        return load(folder, "train");
    }

    /** The test images. */
    public static DataSet test(Path folder) {
        return load(folder, "t10k");
    }

    private static DataSet load(Path folder, String part) {
        IdxFile images = IdxFile.read(Require.given("the folder", folder), part + "-images-idx3-ubyte", 3);
        IdxFile labels = IdxFile.read(folder, part + "-labels-idx1-ubyte", 1);
        boolean paired = labels.count() == images.count();
        IdxFile.require(labels.file(), paired, images.count() + " labels, one for each image", labels.count());
        List<Integer> classes = labels.stream().boxed().toList();
        classes.forEach(k -> IdxFile.require(labels.file(), k < 10, "labels from 0 to 9", k));
        double[] pixels = images.stream().mapToDouble(grey -> grey / BRIGHTEST).toArray();
        return new DataSet(DMatrixRMaj.wrap(images.count(), pixels.length / images.count(), pixels), classes);
    }
}
