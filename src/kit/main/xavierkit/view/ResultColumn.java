package xavierkit.view;

import java.util.*;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;

/** The columns of the files in {@code data/results}: {@code lab.py reproduce} writes them, {@link ResultFile} reads. */
public enum ResultColumn {
    DATA(ColumnType.STRING),
    ACTIVATION(ColumnType.STRING),
    INITIALIZATION(ColumnType.STRING),
    HIDDEN_LAYERS(ColumnType.INTEGER),
    RATE(ColumnType.DOUBLE),
    SEED(ColumnType.LONG),
    UPDATE(ColumnType.INTEGER),
    STATISTIC(ColumnType.STRING),
    LAYER(ColumnType.INTEGER),
    VALUE(ColumnType.DOUBLE),
    SD(ColumnType.DOUBLE),
    CENTRE(ColumnType.DOUBLE),
    DENSITY(ColumnType.DOUBLE),
    VALIDATION_ERROR(ColumnType.DOUBLE),
    VALIDATION_COST(ColumnType.DOUBLE),
    MEAN_ERROR(ColumnType.DOUBLE),
    LAST_ERROR(ColumnType.DOUBLE);

    private final ColumnType type;

    ResultColumn(ColumnType type) {
        this.type = type;
    }

    /** What a column of this name holds; text if it is none of these. */
    static ColumnType typeOf(String name) {
        Stream<ResultColumn> named =
                Stream.of(values()).filter(column -> column.toString().equals(name));
        return named.findFirst().map(column -> column.type).orElse(ColumnType.STRING);
    }

    /** The name in the file, such as {@code hidden layers}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
