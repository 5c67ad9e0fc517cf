package xavierkit.view;

import java.util.stream.*;
import tech.tablesaw.api.Table;

/** A Tablesaw table as HTML, as notebooks show it. */
final class HtmlTable {

    private HtmlTable() {}

    /** The table's name as caption, a header, and a line for each row, each value as its column prints it. */
    public static String of(Table table) {
        String head = cells("th", table.columnNames().stream());
        String body = IntStream.range(0, table.rowCount())
                .mapToObj(row -> cells("td", table.columns().stream().map(column -> column.getString(row))))
                .map(cells -> "<tr>" + cells + "</tr>\n")
                .collect(Collectors.joining());
        return "<table>\n<caption>%s</caption>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table>"
                .formatted(escape(table.name()), head, body);
    }

    private static String cells(String tag, Stream<String> texts) {
        return texts.map(text -> "<" + tag + ">" + escape(text) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
