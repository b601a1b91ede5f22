package org.rapport.web.face;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file that a participant's browser needs to find a face: three of the npm package {@code @mediapipe/tasks-vision} 0.10.35, the
 * last line of releases that sends nothing to its maker, and the model. They are known by what is in them.
 */
enum FacePart {
    LIBRARY("vision_bundle.mjs", "package/vision_bundle.mjs", 136_993, "text/javascript;charset=utf-8",
            "55d7ab624fbb70dcc5adc4ae6d7ea9cfcb569139d3dbfbf2b1deafcb966bc0fe"), LOADER("vision_wasm_module_internal.js",
                    "package/wasm/vision_wasm_module_internal.js", 322_082, "text/javascript;charset=utf-8",
                    "1f1d6215324a1fe62f6742d49a3db911170987ca18ad8c1b75f1a1c82acf2b44"), MACHINE(
                            "vision_wasm_module_internal.wasm", "package/wasm/vision_wasm_module_internal.wasm", 11_153_641,
                            "application/wasm", "617b8e0248dbd27e9d7ece4218004eae4cefb499196d1bb4fa0e3fef21708756"), MODEL(
                                    "face_landmarker.task", "face_landmarker.task", 3_758_596, "application/octet-stream",
                                    "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff");

    private final String fileName;
    private final String packed;
    private final int bytes;
    private final String contentType;
    private final String hash;

    /**
     * @param fileName its name in {@code models/face}
     * @param packed the end of its path in the package that it comes in
     * @param bytes how long it is
     * @param contentType what a browser must be told it is
     * @param hash SHA-256, hexadecimal
     */
    FacePart(String fileName, String packed, int bytes, String contentType, String hash) {
        this.fileName = fileName;
        this.packed = packed;
        this.bytes = bytes;
        this.contentType = contentType;
        this.hash = hash;
    }

    String fileName() {
        return fileName;
    }

    int bytes() {
        return bytes;
    }

    String contentType() {
        return contentType;
    }

    static Optional<FacePart> named(String fileName) {
        return Arrays.stream(values()).filter(part -> part.fileName.equals(fileName)).findFirst();
    }

    /** The part that a file of a package is, by its place there. */
    static Optional<FacePart> packed(String path) {
        return Arrays.stream(values()).filter(part -> path.equals(part.packed) || path.endsWith("/" + part.packed)).findFirst();
    }

    /** The part whose content this is. */
    static Optional<FacePart> of(byte[] content) {
        return Arrays.stream(values()).filter(part -> part.isContent(content)).findFirst();
    }

    boolean isContent(byte[] content) {
        return content.length == bytes && hash(content).equals(hash);
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
