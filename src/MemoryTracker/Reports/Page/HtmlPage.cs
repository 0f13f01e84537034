using System.Text;

namespace MemoryTracker.Reports.Page;

/// <summary>
/// A page that is one file and needs nothing else: its styles and scripts stand in it, and its policy allows exactly these and no request. What differs from page to page is its
/// content, the facts and the data that its script reads, and that script.
/// </summary>
internal sealed record HtmlPage
{
    /// <summary>The scripts that every page has: uPlot, figures as people read them, the columns of data, and the charts.</summary>
    private static readonly string[] CommonScripts =
        ["uPlot/uPlot.iife.min.js", "units.js", "times.js", "columns.js", "paths.js", "markers.js", "guides.js", "chart.js", "charts.js"];

    /// <summary>What the browser calls it.</summary>
    public required string Title { get; init; }

    /// <summary>The script that begins when the page is there, by the name of its asset.</summary>
    public required string Script { get; init; }

    /// <summary>Writes what people read.</summary>
    public required Action<HtmlWriter> Content { get; init; }

    /// <summary>The facts as JSON that can stand in a script element.</summary>
    public required string Facts { get; init; }

    /// <summary>Writes the data as base64.</summary>
    public required Action<Stream> Data { get; init; }

    /// <summary>Writes the page as UTF-8.</summary>
    public void Write(Stream stream)
    {
        // Chosen before anything is painted, so it stands first and alone.
        string theme = Assets.Read("theme.js");
        string style = Assets.Read("uPlot/uPlot.min.css", "report.css");
        // A page is a copy of uPlot, with which its licence goes.
        string script = $"/*\n{Assets.Read("uPlot/LICENSE.txt")}*/\n{Assets.Read([.. CommonScripts, Script])}";
        using StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        HtmlWriter html = new(text);
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy(style, theme, script)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <link rel="icon" href="data:,">
            <title>{Title}</title>

            """);
        html.WriteMarkup($"<script>{theme}</script>\n<style>{style}</style>\n</head>\n<body>\n");
        Content(html);
        html.WriteMarkup($"<script type=\"application/json\" id=\"facts\">{Facts}</script>\n<script type=\"application/octet-stream\" id=\"data\">");
        text.Flush();
        Data(stream);
        html.WriteMarkup($"</script>\n<script>{script}</script>\n</body>\n</html>\n");
    }

    private static string Policy(string style, params IEnumerable<string> scripts) =>
        $"default-src 'none'; script-src {string.Join(' ', scripts.Select(Hash))}; style-src {Hash(style)}; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string block) => $"'sha256-{Convert.ToBase64String(Sha256.Of(Encoding.UTF8.GetBytes(block)))}'";
}
