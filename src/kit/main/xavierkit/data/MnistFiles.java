package xavierkit.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Images of ten classes in the four files of MNIST, as they are or compressed by gzip: {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same with {@code t10k} for the
 * test images.
 *
 * <p>The folder {@code data/fashion-mnist} holds a part of Fashion-MNIST (Xiao, Rasul, Vollgraf
 * 2017, MIT licence): 5,000 training and 1,000 test images of 28x28 pixels, as many of each class.
 * The whole of it, or MNIST, is read from a folder of the reader's own.
 *
 * <p>One image a row, row by row of its pixels, grey levels from 0 to 1 (the files' 0 to 255,
 * divided by 255). An image of 28x28 takes 6 KiB, so that 60,000 take 360 MiB.
 */
public final class MnistFiles {

    private static final int CLASSES = 10;
    private static final double BRIGHTEST = 255;

    private MnistFiles() {}

    /**
     * The training images.
     *
     * @throws IllegalArgumentException if a file is missing, damaged or truncated; it names the file
     *     and what was expected
     */
    public static DataSet train(Path folder) {
        return load(folder, "train");
    }

    /**
     * The test images.
     *
     * @throws IllegalArgumentException if a file is missing, damaged or truncated; it names the file
     *     and what was expected
     */
    public static DataSet test(Path folder) {
        return load(folder, "t10k");
    }

    private static DataSet load(Path folder, String part) {
        Objects.requireNonNull(folder, "the folder must be given");
        IdxFile images = IdxFile.read(folder, part + "-images-idx3-ubyte", 3);
        IdxFile labels = IdxFile.read(folder, part + "-labels-idx1-ubyte", 1);
        if (labels.count() != images.count()) {
            throw IdxFile.damaged(labels.file(), images.count() + " labels, one for each image", labels.count() + "");
        }
        return new DataSet(greyLevels(images), classes(labels));
    }

    private static DMatrixRMaj greyLevels(IdxFile images) {
        DMatrixRMaj result = new DMatrixRMaj(images.count(), images.length());
        for (int pixel = 0; pixel < result.data.length; pixel++) {
            result.data[pixel] = images.get(pixel) / BRIGHTEST;
        }
        return result;
    }

    private static List<Integer> classes(IdxFile labels) {
        List<Integer> classes =
                IntStream.range(0, labels.count()).mapToObj(labels::get).toList();
        classes.stream().filter(label -> label >= CLASSES).findFirst().ifPresent(label -> {
            throw IdxFile.damaged(labels.file(), "labels from 0 to 9", label + "");
        });
        return classes;
    }
}
