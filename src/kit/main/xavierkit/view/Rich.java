package xavierkit.view;

import java.util.Map;

/** A value that shows itself in a notebook, as the last expression of a cell, in rich form. */
public interface Rich {

    /** MIME type to content; binary types in Base64. {@code text/plain} is the text alternative. */
    Map<String, String> mimeBundle();
}
