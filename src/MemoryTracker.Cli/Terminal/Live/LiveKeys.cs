using MemoryTracker.Linux;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>The keys of the live view.</summary>
/// <param name="actions">What some of them do to the recording.</param>
internal sealed class LiveKeys(LiveActions actions)
{
    private const byte Escape = 0x1b;

    private readonly KeyInput _input = new();
    private bool _isGone;

    /// <summary>Standard input while keys are read from it; else negative.</summary>
    public int Descriptor => _isGone ? -1 : _input.Descriptor;

    /// <summary>Lets keys be read, if we are in front.</summary>
    public void Begin() => _input.Begin();

    /// <summary>A shell has had the terminal since, and has set it as it likes it.</summary>
    public void Forget() => _input.Forget();

    /// <summary>Gives the terminal back as it was.</summary>
    public void End() => _input.End();

    /// <summary>What is to be seen after the keys that have been pressed.</summary>
    /// <param name="state">What was to be seen before.</param>
    /// <param name="elapsed">How long the recording is by now.</param>
    public LiveState Read(LiveState state, TimeSpan elapsed)
    {
        Span<byte> buffer = stackalloc byte[64];
        ReadOnlySpan<byte> keys = _input.Read(buffer);
        // A terminal that has hung up is ready for ever and has nothing.
        _isGone |= keys.IsEmpty && _input.IsInFront;
        foreach (byte key in keys)
        {
            // An arrow or another key of several bytes: none of ours, and what follows belongs to it.
            if (key == Escape)
                break;
            state = After((char)key, state with { Done = null }, elapsed);
        }

        return state;
    }

    private LiveState After(char key, LiveState state, TimeSpan elapsed)
    {
        switch (key)
        {
            case ' ':
                return state with { IsFrozen = !state.IsFrozen };
            case '+' or '=':
                return state.Shorter(elapsed);
            case '-' or '_':
                return state.Longer(elapsed);
            case '\t':
                return state with { Metrics = state.Metrics + 1 };
            case 'm':
                return state with { Done = actions.Mark() };
            case 's':
                return state with { Done = actions.Draw() };
            case '?' or 'h':
                return state with { HasHelp = !state.HasHelp };
            case 'q':
                actions.Stop();
                return state with { Done = "ending" };
            default:
                return state;
        }
    }
}
