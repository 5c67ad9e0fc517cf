package xavierkit.view;

import java.util.Map;
import tech.tablesaw.api.Table;
import xavierkit.algebra.Derivation;

/** A value that a notebook shows in rich form, as a picture or page element, when it ends a cell. */
public interface Rich {

    /** The width at which a page shows a picture, in pixels: half of what the picture has, for dense screens. */
    int WIDTH = Picture.WIDTH;

    /** Content by MIME type, binary content in Base64; {@code text/plain} is the text alternative. */
    Map<String, String> mimeBundle();

    /** The same of whatever the kit shows: what is rich, a derivation as a formula, a table as HTML, all else as text. */
    static Map<String, String> mimeBundle(Object value) {
        if (value instanceof Rich rich) {
            return rich.mimeBundle();
        }
        if (value instanceof Derivation derivation) {
            return Map.of("text/latex", "$$" + derivation.latex() + "$$", "text/plain", derivation.toString());
        }
        if (value instanceof Table table) {
            return Map.of("text/html", HtmlTable.of(table), "text/plain", table.print(table.rowCount()));
        }
        return Map.of("text/plain", String.valueOf(value));
    }
}
