package org.rapport.web.capture;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * What a camera's row holds, as the dialect {@code mediapipe-blendshapes} reads it from the network: 51 movements of the face,
 * 0 to 1; gaze scores made of those of the eyes, -1 to 1, where towards the person's left and upwards are positive; and where the
 * head is (cm, the camera at 0) and how it is turned (rad). The order is that of the page.
 */
final class FaceChannels {
    private static final String EXTRACTOR = "MediaPipe";
    private static final List<String> SHAPES = List.of("browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft",
            "browOuterUpRight", "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "eyeBlinkLeft", "eyeBlinkRight",
            "eyeLookDownLeft", "eyeLookDownRight", "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight",
            "eyeLookUpLeft", "eyeLookUpRight", "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight", "jawForward",
            "jawLeft", "jawOpen", "jawRight", "mouthClose", "mouthDimpleLeft", "mouthDimpleRight", "mouthFrownLeft",
            "mouthFrownRight", "mouthFunnel", "mouthLeft", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthPressLeft",
            "mouthPressRight", "mouthPucker", "mouthRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower",
            "mouthShrugUpper", "mouthSmileLeft", "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight", "mouthUpperUpLeft",
            "mouthUpperUpRight", "noseSneerLeft", "noseSneerRight");
    private static final List<String> GAZE = List.of("gaze_left_yaw", "gaze_left_pitch", "gaze_right_yaw", "gaze_right_pitch");
    private static final List<String> POSITION = List.of("head_x", "head_y", "head_z");
    private static final List<String> ROTATION = List.of("head_yaw", "head_pitch", "head_roll");

    private FaceChannels() {
    }

    static List<Channel> of(Role role) {
        List<Channel> channels = new ArrayList<>();
        SHAPES.forEach(label -> channels.add(channel(role, "Face", label, "")));
        GAZE.forEach(label -> channels.add(channel(role, "Gaze", label, "")));
        POSITION.forEach(label -> channels.add(channel(role, "Face", label, "cm")));
        ROTATION.forEach(label -> channels.add(channel(role, "Face", label, "rad")));
        return channels;
    }

    private static Channel channel(Role role, String type, String label, String unit) {
        return new Channel(role, type, label, unit, EXTRACTOR, Scale.CONTINUOUS);
    }
}
