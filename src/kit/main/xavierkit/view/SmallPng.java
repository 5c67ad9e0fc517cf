package xavierkit.view;

import java.awt.image.*;
import java.io.*;
import java.util.*;
import java.util.stream.*;
import javax.imageio.*;

/**
 * A picture as PNG with its 48 most frequent colours, each of 16 shades of red, green and blue. Then a chart needs no
 * more bytes than in half the resolution with all colours.
 */
final class SmallPng {

    private SmallPng() {}

    static byte[] of(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            writer.write(null, new IIOImage(indexed(image), null, null), smallest);
        } catch (IOException e) {
            throw new UncheckedIOException("the picture could not be encoded as PNG", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage indexed(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        int[] counts = new int[1 << 12];
        for (int i = 0; i < pixels.length; i++) {
            int rgb = pixels[i];
            pixels[i] = rgb >> 12 & 0xF00 | rgb >> 8 & 0xF0 | rgb >> 4 & 0xF;
            counts[pixels[i]]++;
        }
        Stream<Integer> found =
                IntStream.range(0, counts.length).filter(c -> counts[c] > 0).boxed();
        Comparator<Integer> rarest = Comparator.comparing(c -> counts[c]);
        int[] palette = found.sorted(rarest.reversed())
                .limit(48)
                .mapToInt(SmallPng::rgb)
                .toArray();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        int[] nearest = IntStream.range(0, counts.length)
                .map(c -> ((byte[]) model.getDataElements(rgb(c), null))[0])
                .toArray();
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        int[] places = IntStream.of(pixels).map(c -> nearest[c]).toArray();
        small.getRaster().setPixels(0, 0, width, height, places);
        return small;
    }

    /** The colour of three hexadecimal digits: 0x27B is 0x2277BB. */
    private static int rgb(int digits) {
        int high = (digits & 0xF00) << 12 | (digits & 0xF0) << 8 | (digits & 0xF) << 4;
        return 0xFF000000 | high | high >> 4;
    }
}
