package xavierkit.web;

import java.util.*;

/**
 * A classical accident as setting A, and the remedy as setting B.
 *
 * @param name what a reader chooses
 * @param link the settings
 */
record Preset(String name, Link link) {

    /** All of them. */
    static final List<Preset> ALL = List.of(
            of("2010's standard heuristic", "tanh", "heuristic-2010", "glorot-uniform"),
            of("N(0, 1)", "tanh", "sd-1", "glorot-normal"),
            of("sd 0.01", "ReLU", "sd-0.01", "he-normal"),
            of("He on tanh", "tanh", "he-normal", "glorot-normal"),
            of("Xavier on ReLU", "ReLU", "glorot-normal", "he-normal"),
            of("GELU under He", "GELU", "he-normal", "1.5335"));

    private static Preset of(String name, String activation, String accident, String remedy) {
        Setting setting = Setting.DEFAULT.with("activation", activation);
        return new Preset(name, new Link(setting.with("start", accident), Optional.of(setting.with("start", remedy))));
    }
}
