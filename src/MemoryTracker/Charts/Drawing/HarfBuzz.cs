using System.Runtime.InteropServices;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What of HarfBuzz cuts fonts down, which its .NET binding leaves out; the library lies beside the program for Skia's sake.</summary>
internal static unsafe partial class HarfBuzz
{
    /// <summary>The bytes stay where they are, and nobody writes to them.</summary>
    public const int ReadOnlyMemory = 1;

    /// <summary>Without what makes letters sharp on coarse screens.</summary>
    public const uint WithoutHints = 0x1;

    /// <summary>Glyphs keep their numbers.</summary>
    public const uint SameNumbers = 0x2;

    /// <summary>The box for what the font does not have keeps its shape.</summary>
    public const uint WithMissingGlyph = 0x40;

    /// <summary>No glyph is kept because another may be replaced by it.</summary>
    public const uint OnlyTheseGlyphs = 0x200;

    /// <summary>The set of tables that are left out.</summary>
    public const int DroppedTables = 3;

    private const string Library = "libHarfBuzzSharp";

    [LibraryImport(Library, EntryPoint = "hb_blob_create")]
    public static partial nint CreateBlob(byte* data, uint length, int mode, nint userData, nint destroy);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    public static partial byte* DataOf(nint blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    public static partial void DestroyBlob(nint blob);

    [LibraryImport(Library, EntryPoint = "hb_face_create")]
    public static partial nint CreateFace(nint blob, uint index);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    public static partial nint BlobOf(nint face);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    public static partial void DestroyFace(nint face);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    public static partial nint CreateInput();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_glyph_set")]
    public static partial nint GlyphsOf(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set")]
    public static partial nint SetOf(nint input, int which);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set_flags")]
    public static partial void SetFlags(nint input, uint flags);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    public static partial void DestroyInput(nint input);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    public static partial void Add(nint set, uint value);

    /// <summary>The font cut down; zero when that failed.</summary>
    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    public static partial nint Subset(nint face, nint input);
}
