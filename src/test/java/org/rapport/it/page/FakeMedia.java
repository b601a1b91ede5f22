package org.rapport.it.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Files that a browser plays in place of a camera and a microphone: a face for some seconds and then none, 30 pictures a second;
 * and a {@link PlayedSound}.
 *
 * @param pictures MJPEG: JPEG files one after the other
 * @param sound WAV
 */
record FakeMedia(Path pictures, Path sound) {
    private static final int RATE = 30;
    private static final int SOUND_RATE = 48_000;
    private static final int SOUND_SECONDS = 30;

    /** @param face a picture with one face; its part is chosen for the astronaut of scikit-image, 512 x 512 */
    static FakeMedia of(Path face, Path folder, int secondsWithFace, int secondsWithout) throws IOException {
        Path pictures = folder.resolve("camera.mjpeg");
        BufferedImage astronaut = ImageIO.read(face.toFile());
        byte[] seen = jpeg(astronaut);
        byte[] empty = jpeg(null);
        try (OutputStream out = Files.newOutputStream(pictures)) {
            for (int i = 0; i < RATE * (secondsWithFace + secondsWithout); i++) {
                out.write(i < RATE * secondsWithFace ? seen : empty);
            }
        }
        Path sound = folder.resolve("microphone.wav");
        ByteBuffer pcm = ByteBuffer.allocate(2 * SOUND_RATE * SOUND_SECONDS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SOUND_RATE * SOUND_SECONDS; i++) {
            pcm.putShort((short) Math.round(Short.MAX_VALUE * PlayedSound.at((double) i / SOUND_RATE)));
        }
        AudioFormat format = new AudioFormat(SOUND_RATE, 16, 1, true, false);
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, (long) SOUND_RATE * SOUND_SECONDS),
                AudioFileFormat.Type.WAVE, sound.toFile());
        return new FakeMedia(pictures, sound);
    }

    private static byte[] jpeg(BufferedImage face) throws IOException {
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(90, 100, 110));
        graphics.fillRect(0, 0, 640, 480);
        if (face != null) {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(face.getSubimage(85, 0, 300, 300), 80, 0, 480, 480, null);
        }
        graphics.dispose();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(0.92f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), quality);
        }
        writer.dispose();
        return bytes.toByteArray();
    }
}
