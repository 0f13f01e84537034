using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>Tables without borders that fit into the terminal: no cell is torn, and columns that say least give way first.</summary>
internal static class FittedTable
{
    /// <summary>What a table leaves between two columns.</summary>
    private const int Between = 1;

    /// <summary>Makes one of rows, in as many of all the columns as fit.</summary>
    public static Table Of<T>(FittedColumn<T>[] all, T[] rows, int width)
    {
        FittedColumn<T>[] fitting = Fit(all, rows, width);
        Table table = new Table().Border(TableBorder.None);
        for (int i = 0; i < fitting.Length; i++)
        {
            TableColumn column = new TableColumn(new Text(fitting[i].Title, new Style(decoration: Decoration.Bold))).NoWrap();
            // A table without borders counts the padding on the left, and does not draw it.
            table.AddColumn((i == 0 ? column : column.RightAligned()).Padding(0, 0, Between, 0));
        }

        foreach (T row in rows)
            table.AddRow(fitting.Select(column => new Text(column.Cell(row))));
        return table;
    }

    /// <summary>How wide a column is, with what lies between it and the next.</summary>
    public static int WidthOf<T>(FittedColumn<T> column, T[] rows) => rows.Select(column.Cell).Append(column.Title).Max(Width) + Between;

    private static FittedColumn<T>[] Fit<T>(FittedColumn<T>[] all, T[] rows, int width)
    {
        List<(FittedColumn<T> Column, int Width)> kept = [.. all.Select(column => (column, WidthOf(column, rows)))];
        while (kept.Sum(one => one.Width) > width && kept.Max(one => one.Column.Dispensable) > 0)
            kept.Remove(kept.MaxBy(one => one.Column.Dispensable));
        return [.. kept.Select(one => one.Column)];
    }

    /// <summary>In cells of the terminal, of which a Chinese character takes two.</summary>
    private static int Width(string text) => text.GetCellWidth();
}
