package org.rapport.it.page;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A picture of a page, small: in the colours that it has most of, 256 or, of one that is full of lines, fewer. */
final class Picture {
    private static final int MOST_COLOURS = 256;
    private static final int LEAST_COLOURS = 16;

    private Picture() {
    }

    /**
     * Makes it small.
     *
     * @param png as a browser makes it
     * @param bytes that it should not exceed
     */
    static byte[] small(byte[] png, int bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        byte[] small = in(MOST_COLOURS, image);
        for (int colours = MOST_COLOURS / 2; small.length > bytes && colours >= LEAST_COLOURS; colours /= 2) {
            small = in(colours, image);
        }
        return small;
    }

    private static byte[] in(int colours, BufferedImage image) throws IOException {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y), 1, Integer::sum);
            }
        }
        List<Integer> most = counts.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(colours).map(Map.Entry::getKey).toList();
        int[] palette = most.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(Byte.SIZE, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                small.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(image.getRGB(x, y), rgb -> nearest(rgb, palette)));
            }
        }
        return written(small);
    }

    private static int nearest(int rgb, int[] palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int red = (rgb >> 16 & 255) - (palette[i] >> 16 & 255);
            int green = (rgb >> 8 & 255) - (palette[i] >> 8 & 255);
            int blue = (rgb & 255) - (palette[i] & 255);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static byte[] written(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam most = writer.getDefaultWriteParam();
        most.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        most.setCompressionQuality(0); // of PNG: the smallest, and nothing is lost
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), most);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
