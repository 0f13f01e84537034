using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Tests.Recordings.Replay;

public sealed class LineNoticesTests
{
    private readonly LineNotices _notices = new();

    [Fact]
    public void The_first_five_are_told_and_the_others_counted()
    {
        for (int line = 10; line < 17; line++)
            _notices.Note(line, "has no time");

        Assert.Equal(
            [.. Enumerable.Range(10, 5).Select(line => FormattableString.Invariant($"line {line}: has no time")), "and 2 more lines that cannot be understood"], _notices.All);
    }

    [Fact]
    public void What_concerns_the_whole_file_comes_first_and_once()
    {
        _notices.Note(1, "has no time");
        _notices.Tell("there is no CPU in it");
        _notices.Tell("there is no CPU in it");

        Assert.Equal(["there is no CPU in it", "line 1: has no time"], _notices.All);
    }
}
