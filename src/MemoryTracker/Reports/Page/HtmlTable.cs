namespace MemoryTracker.Reports.Page;

/// <summary>A table of a page: a caption for those who do not see it, a heading for each column, names on the left and figures on the right.</summary>
internal static class HtmlTable
{
    /// <summary>Writes a table, or nothing when it has no rows.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="headings">The heading of each column; the first is that of the names.</param>
    /// <param name="rows">The cells of each row.</param>
    public static void Write(HtmlWriter html, string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        bool isBegun = false;
        foreach (IReadOnlyList<string> row in rows)
        {
            if (!isBegun)
                Begin(html, caption, headings);
            isBegun = true;
            html.Write($"<tr><th scope=\"row\"><bdi>{row[0]}</bdi></th>");
            foreach (string cell in row.Skip(1))
                html.Write($"<td>{cell}</td>");
            html.WriteMarkup("</tr>\n");
        }

        if (isBegun)
            html.WriteMarkup("</tbody></table></div>\n");
    }

    private static void Begin(HtmlWriter html, string caption, IReadOnlyList<string> headings)
    {
        html.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\"><table><caption>{caption}</caption>\n<thead><tr>");
        foreach (string heading in headings)
            html.Write($"<th scope=\"col\">{heading}</th>");
        html.WriteMarkup("</tr></thead>\n<tbody>\n");
    }
}
