namespace MemoryTracker.Linux;

/// <summary>
/// Standard input of a terminal, from which single keys are read that the terminal does not show (termios(3), TCGETS and TCSETS of ioctl_tty(2)). Only while our process group is in
/// front: reading or setting from behind would stop us (SIGTTIN, SIGTTOU), and the keys are then somebody else's.
/// </summary>
internal sealed unsafe class KeyInput
{
    // struct termios of include/uapi/asm-generic/termbits.h, the same on x86-64 and arm64: four words of flags, the line discipline, then the characters.
    private const int Length = 64;
    private const int LocalFlags = 12;
    private const int Characters = 17;
    private const int Timeout = 5;
    private const int Least = 6;
    private const uint Lines = 0x2;
    private const uint Echo = 0x8;
    private const int Input = 0;

    private readonly byte[] _before = new byte[Length];
    private readonly bool _isTerminal = LibC.IsTerminal(Input) == 1;
    private bool _isKnown;
    private bool _isSet;

    /// <summary>Standard input while keys can be read from it; else negative, for poll(2) to pass over.</summary>
    public int Descriptor => _isSet && IsInFront ? Input : -1;

    /// <summary>Whether our process group is the one in front at the terminal that is standard input.</summary>
    public bool IsInFront => _isTerminal && ForegroundGroup.IsOurs(Input) == true;

    /// <summary>Looks whether keys can still be read, which a shell that let us go on may have changed since, and lets them be read if that can be: line by line and shown they were before, and signals from keys stay as they are.</summary>
    public void Begin()
    {
        if (!IsInFront)
            return;
        byte* settings = stackalloc byte[Length];
        if (LibC.Control(Input, LibC.GetTerminalSettings, settings) != 0)
            return;
        bool isLineByLine = (*(uint*)(settings + LocalFlags) & Lines) != 0;
        // Another program of our group reads keys already, such as a second recorder: they and the way back are its own. Or it is we, stopped without a word and given back what we had set.
        if (!isLineByLine && (_isSet || !_isKnown))
            return;
        if (isLineByLine)
            new ReadOnlySpan<byte>(settings, Length).CopyTo(_before);
        _isKnown = true;
        *(uint*)(settings + LocalFlags) &= ~(Lines | Echo);
        settings[Characters + Timeout] = 0;
        settings[Characters + Least] = 0;
        _isSet = LibC.Control(Input, LibC.SetTerminalSettings, settings) == 0;
    }

    /// <summary>Gives the terminal back as it was. From any thread; a shell that took it from us meanwhile has done so itself.</summary>
    public void End()
    {
        if (!_isSet)
            return;
        _isSet = false;
        if (!IsInFront)
            return;
        fixed (byte* settings = _before)
        {
            _ = LibC.Control(Input, LibC.SetTerminalSettings, settings);
        }
    }

    /// <summary>Forgets that keys were read, because a shell has set the terminal since.</summary>
    public void Forget() => _isSet = false;

    /// <summary>Reads what keys have been pressed, as bytes, without waiting; none also when somebody else is in front now.</summary>
    public ReadOnlySpan<byte> Read(Span<byte> keys)
    {
        if (!_isSet || !IsInFront)
            return [];
        fixed (byte* start = keys)
        {
            nint count = LibC.Read(Input, start, keys.Length);
            return keys[..(int)Math.Max(0, count)];
        }
    }
}
