using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MemoryTracker.Reports.Page;

/// <summary>Writes HTML: the literal parts of an interpolated string are markup, what is put into it is text, cleaned and encoded, whatever it holds.</summary>
/// <param name="writer">Where to.</param>
internal sealed class HtmlWriter(TextWriter writer)
{
    /// <summary>Writes markup with text in it.</summary>
    public void Write(Markup markup) => writer.Write(markup.Html);

    /// <summary>Writes what is known to be markup.</summary>
    public void WriteMarkup(string markup) => writer.Write(markup);

    /// <summary>An interpolated string on its way into the page.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Markup(int literalLength, int formattedCount)
    {
        private const int UsualText = 16;

        /// <summary>Names in any script stay legible in the source, too; what has a meaning in HTML does not stay.</summary>
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public StringBuilder Html { get; } = new(literalLength + (formattedCount * UsualText));

        public void AppendLiteral(string markup) => Html.Append(markup);

        public void AppendFormatted(string? text) => Html.Append(Encoder.Encode(SafeText.Clean(text ?? "")));
    }
}
