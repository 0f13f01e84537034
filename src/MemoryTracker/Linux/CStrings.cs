using System.Runtime.InteropServices;
using System.Text;

namespace MemoryTracker.Linux;

/// <summary>A list of strings as C knows it: pointers to bytes that end with NUL, and a null pointer behind the last.</summary>
internal sealed unsafe class CStrings : IDisposable
{
    private readonly List<nint> _strings = [];
    private readonly List<nint> _owned = [];
    private byte** _list;

    /// <summary>Adds one that lives elsewhere, and longer.</summary>
    public void Add(byte* text) => _strings.Add((nint)text);

    /// <summary>Adds a copy of the bytes, which hold no NUL.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
        text.CopyTo(new Span<byte>(copy, text.Length));
        copy[text.Length] = 0;
        _owned.Add((nint)copy);
        _strings.Add((nint)copy);
    }

    /// <summary>Adds a copy of the text, as UTF-8.</summary>
    public void Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>The list as it is now.</summary>
    public byte** List()
    {
        _list = (byte**)NativeMemory.Realloc(_list, (nuint)((_strings.Count + 1) * sizeof(byte*)));
        for (int i = 0; i < _strings.Count; i++)
            _list[i] = (byte*)_strings[i];
        _list[_strings.Count] = null;
        return _list;
    }

    public void Dispose()
    {
        foreach (nint text in _owned)
            NativeMemory.Free((void*)text);
        NativeMemory.Free(_list);
    }
}
