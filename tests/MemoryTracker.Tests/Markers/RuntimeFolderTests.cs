using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public sealed class RuntimeFolderTests : IDisposable
{
    private const uint Nobody = 65_534;
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Scratch _scratch = new();

    private string Place => _scratch.File("here");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void It_is_made_for_its_owner_alone_and_found_again()
    {
        using RuntimeFolder made = RuntimeFolder.Make(Place);
        Assert.Equal(OursAlone, File.GetUnixFileMode(Place));

        using RuntimeFolder again = RuntimeFolder.Make(Place);
        using RuntimeFolder opened = new(Place);
    }

    [Fact]
    public void A_link_is_refused_wherever_it_leads()
    {
        Directory.CreateDirectory(_scratch.File("elsewhere"), OursAlone);
        File.CreateSymbolicLink(Place, _scratch.File("elsewhere"));

        AssertRefused("is a link or a file and not a folder, so it is not trusted: remove it");
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused_and_nothing_is_made_there()
    {
        File.CreateSymbolicLink(Place, _scratch.File("elsewhere"));

        AssertRefused("is a link or a file and not a folder, so it is not trusted: remove it");
        Assert.Equal(["here"], _scratch.Names());
    }

    [Fact]
    public void A_file_is_refused()
    {
        _scratch.Write("here", "");

        AssertRefused("is a link or a file and not a folder, so it is not trusted: remove it");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void One_that_is_open_to_others_is_refused(UnixFileMode right)
    {
        Directory.CreateDirectory(Place);
        File.SetUnixFileMode(Place, OursAlone | right);

        AssertRefused("is open to others, so it is not trusted: look what is in it, then chmod 700 it");
    }

    [Fact]
    public void One_of_another_user_is_refused()
    {
        GiveAway(Place);

        AssertRefused("belongs to another user (number 65534), so it is not trusted: remove it, or set XDG_RUNTIME_DIR to a folder of yours");
    }

    [Fact]
    public void Where_it_cannot_be_made_is_named_with_the_reason()
    {
        string place = _scratch.File("missing/here");

        Assert.Equal($"{place} cannot be made: No such file or directory", Assert.Throws<IOException>(() => RuntimeFolder.Make(place)).Message);
        Assert.Equal($"{place} cannot be opened: No such file or directory", Assert.Throws<IOException>(() => new RuntimeFolder(place)).Message);
    }

    [Fact]
    public void What_is_put_in_its_place_later_is_not_taken_for_it()
    {
        using RuntimeFolder folder = RuntimeFolder.Make(Place);
        _scratch.Write("here/mine", "");
        Directory.Move(Place, _scratch.File("moved"));
        _scratch.Write("here/foreign", "");

        Assert.Equal(["mine"], folder.FileNames);
    }

    [Fact]
    public void It_is_in_the_folder_that_the_system_has_for_it() =>
        Assert.Equal(_scratch.File("memory_tracker"), RuntimeFolder.PlaceIn(_scratch.Folder, "/elsewhere"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative")]
    [InlineData("/missing/folder")]
    [InlineData("/dev/null")]
    public void Where_the_system_has_none_it_is_in_the_temporary_folder_under_the_users_number(string? given) =>
        Assert.Equal($"/temporary/memory_tracker-{MemoryTracker.Linux.LibC.EffectiveUser()}", RuntimeFolder.PlaceIn(given, "/temporary/"));

    [Fact]
    public void A_relative_temporary_folder_is_told_as_a_whole_path() =>
        Assert.True(Path.IsPathFullyQualified(RuntimeFolder.PlaceIn(null, "relative")));

    [Fact]
    public void A_folder_of_another_user_is_not_taken_for_the_systems()
    {
        GiveAway(Place);

        Assert.Equal("/temporary/memory_tracker-0", RuntimeFolder.PlaceIn(Place, "/temporary"));
    }

    private static void GiveAway(string place)
    {
        Need.That(Environment.IsPrivilegedProcess, "giving a folder away must be possible: run as root");
        Directory.CreateDirectory(place, OursAlone);
        Assert.Equal(0, Harness.LibC.ChangeOwner(place, Nobody, Nobody));
    }

    private void AssertRefused(string reason)
    {
        Assert.Equal($"{Place} {reason}", Assert.Throws<IOException>(() => RuntimeFolder.Make(Place)).Message);
        Assert.Null(MarkerInbox.TryMake(1, Place, out string? problem));
        Assert.Equal($"{Place} {reason}", problem);
    }
}
