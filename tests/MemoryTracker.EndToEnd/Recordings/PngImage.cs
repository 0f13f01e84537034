using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>
/// The pixels of a PNG of 8-bit RGB or RGBA, decoded without the library that drew it: chunks, inflated, their line filters undone.
/// </summary>
internal sealed class PngImage
{
    private static readonly byte[] Magic = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly byte[] _pixels;
    private readonly int _channels;

    private PngImage(int width, int height, int channels, byte[] pixels) =>
        (Width, Height, _channels, _pixels) = (width, height, channels, pixels);

    public int Width { get; }

    public int Height { get; }

    public static PngImage Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        Assert.True(file.StartsWith(Magic), $"{path} is no PNG");
        Assert.True(file[^8..].StartsWith("IEND"u8), $"{path} is not whole");

        ReadOnlySpan<byte> header = file[16..];
        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        (byte depth, byte colorType, byte interlace) = (header[8], header[9], header[12]);
        Assert.Equal((8, 0), (depth, interlace));
        int channels = colorType switch { 2 => 3, 6 => 4, _ => throw new NotSupportedException($"PNG colour type {colorType}") };
        return new(width, height, channels, Unfilter(Inflate(file), width * channels, height, channels));
    }

    /// <summary>Whether a pixel has a colour: it is no shade of grey, whatever the theme.</summary>
    public bool IsColoured(int x, int y)
    {
        ReadOnlySpan<byte> pixel = _pixels.AsSpan(((y * Width) + x) * _channels, 3);
        return Math.Max(pixel[0], Math.Max(pixel[1], pixel[2])) - Math.Min(pixel[0], Math.Min(pixel[1], pixel[2])) > 24;
    }

    public int ColouredIn(int column) => Enumerable.Range(0, Height).Count(y => IsColoured(column, y));

    public (byte Red, byte Green, byte Blue) Corner => (_pixels[0], _pixels[1], _pixels[2]);

    private static byte[] Inflate(ReadOnlySpan<byte> file)
    {
        using MemoryStream deflated = new();
        for (int at = Magic.Length; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (Encoding.ASCII.GetString(file.Slice(at + 4, 4)) == "IDAT")
                deflated.Write(file.Slice(at + 8, length));

            at += length + 12;
        }

        deflated.Position = 0;
        using ZLibStream inflating = new(deflated, CompressionMode.Decompress);
        using MemoryStream inflated = new();
        inflating.CopyTo(inflated);
        return inflated.ToArray();
    }

    /// <summary>Each line begins with its filter: what was taken off each byte before it was deflated.</summary>
    private static byte[] Unfilter(byte[] filtered, int stride, int height, int channels)
    {
        Assert.Equal((stride + 1) * height, filtered.Length);
        byte[] pixels = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            byte filter = filtered[y * (stride + 1)];
            for (int x = 0; x < stride; x++)
            {
                int at = (y * stride) + x;
                int left = x >= channels ? pixels[at - channels] : 0;
                int above = y > 0 ? pixels[at - stride] : 0;
                int corner = x >= channels && y > 0 ? pixels[at - stride - channels] : 0;
                int predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Paeth(left, above, corner),
                    _ => throw new FormatException($"PNG filter {filter}"),
                };
                pixels[at] = (byte)(filtered[at + y + 1] + predicted);
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toCorner = Math.Abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
