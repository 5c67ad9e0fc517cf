package xavierkit.view;

import java.util.Map;

/** A value that a notebook shows in rich form, as a picture or page element, when it ends a cell. */
public interface Rich {

    /** Content by MIME type, binary content in Base64; {@code text/plain} is the text alternative. */
    Map<String, String> mimeBundle();
}
