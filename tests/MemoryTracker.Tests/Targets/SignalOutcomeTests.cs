using MemoryTracker.Linux;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Targets;

public class SignalOutcomeTests
{
    private static readonly SignalOutcome One = new(1, 7, 0, 0);
    private static readonly SignalOutcome Gone = SignalOutcome.Failure(8, Errno.NoSuchProcess);
    private static readonly SignalOutcome Refused = SignalOutcome.Failure(9, Errno.NotPermitted);

    [Fact]
    public void Whoever_got_it_is_told() => Assert.Equal("SIGTERM was sent to process 7", One.Sentence("SIGTERM"));

    [Fact]
    public void Several_are_counted() => Assert.Equal("SIGTERM was sent to 2 processes", One.And(new(1, 5, 0, 0)).Sentence("SIGTERM"));

    [Fact]
    public void Nobody_got_it_because_of_an_error()
    {
        Assert.Equal("SIGTERM could not be sent to process 8: it has ended", Gone.Sentence("SIGTERM"));
        Assert.Equal("SIGTERM could not be sent to process 9: Operation not permitted", Refused.Sentence("SIGTERM"));
    }

    [Fact]
    public void Some_got_it_and_the_first_who_did_not_is_named()
    {
        Assert.Equal("SIGTERM was sent to process 7; SIGTERM could not be sent to process 9: Operation not permitted", One.And(Refused).And(Gone).Sentence("SIGTERM"));
        Assert.Equal(new SignalOutcome(1, 7, Errno.NoSuchProcess, 8), Gone.And(One));
        Assert.Equal(new SignalOutcome(2, 5, 0, 0), One.And(new(1, 5, 0, 0)));
    }
}
