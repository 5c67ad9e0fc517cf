package xavierkit.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** A Tablesaw table as HTML; the notebooks' set-up script makes every table show itself so. */
public final class HtmlTable {

    private HtmlTable() {}

    /**
     * The table's name as caption, a header, and one line a row, each value as its column prints it.
     */
    public static String of(Table table) {
        String head = cells("th", table.columnNames());
        String body = IntStream.range(0, table.rowCount())
                .mapToObj(row -> "<tr>" + cells("td", values(table, row)) + "</tr>\n")
                .collect(Collectors.joining());
        return "<table>\n<caption>"
                + escape(table.name())
                + "</caption>\n<thead><tr>"
                + head
                + "</tr></thead>\n<tbody>\n"
                + body
                + "</tbody>\n</table>";
    }

    private static List<String> values(Table table, int row) {
        return table.columns().stream().map(column -> column.getString(row)).toList();
    }

    private static String cells(String tag, List<String> texts) {
        return texts.stream()
                .map(text -> "<" + tag + ">" + escape(text) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
