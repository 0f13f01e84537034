using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public sealed class AtomicFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_file_is_there_whole_and_nothing_else(bool hasOld)
    {
        if (hasOld)
            _scratch.Write("x.json", "something longer than what follows");

        AtomicFile.Write(_scratch.File("x.json"), "new"u8);

        Assert.Equal("new", _scratch.Text("x.json"));
        Assert.Equal(["x.json"], _scratch.Names());
    }

    [Fact]
    public void Until_it_is_whole_it_has_no_name_that_could_be_left_behind()
    {
        using (FileBeside file = new(_scratch.File("x.json")))
        {
            file.Stream.Write("new"u8);
            Assert.Empty(_scratch.Names());
            file.Commit();
            Assert.Equal("new", _scratch.Text("x.json"));
        }

        Assert.Equal(["x.json"], _scratch.Names());
    }

    [Fact]
    public void A_new_file_has_the_rights_that_any_other_would_have()
    {
        AtomicFile.Write(_scratch.File("x.json"), "new"u8);

        Assert.Equal(File.GetUnixFileMode(_scratch.Write("usual", "")), File.GetUnixFileMode(_scratch.File("x.json")));
    }

    [Fact]
    public void The_rights_of_the_old_file_stay()
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(_scratch.Write("x.json", "old"), OwnerOnly);

        AtomicFile.Write(_scratch.File("x.json"), "new"u8);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_scratch.File("x.json")));
    }

    [Fact]
    public void A_umask_takes_no_rights_from_a_file_that_is_there()
    {
        const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(_scratch.Write("x.json", "old"), OwnerAndGroup);

        OwnThread.RunUnderUmask(0x3f, () => AtomicFile.Write(_scratch.File("x.json"), "new"u8));

        Assert.Equal(OwnerAndGroup, File.GetUnixFileMode(_scratch.File("x.json")));
        Assert.Equal("new", _scratch.Text("x.json"));
    }

    [Theory]
    [InlineData(250)]
    [InlineData(255)]
    public void A_name_may_be_as_long_as_the_file_system_takes(int length)
    {
        string name = new('x', length);

        AtomicFile.Write(_scratch.Write(name, "old"), "new"u8);

        Assert.Equal("new", _scratch.Text(name));
        Assert.Equal([name], _scratch.Names());
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused_before_anything_is_written()
    {
        string name = new('x', 256);

        Assert.Equal("File name too long", AtomicFile.WhyNot(_scratch.File(name)));
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void Who_has_the_old_file_open_still_reads_it_whole()
    {
        using FileStream reader = File.OpenRead(_scratch.Write("x.json", "old"));

        AtomicFile.Write(_scratch.File("x.json"), "new"u8);

        using StreamReader text = new(reader);
        Assert.Equal("old", text.ReadToEnd());
    }

    [Fact]
    public void When_it_cannot_be_written_the_old_one_stays_and_nothing_is_left_beside_it() => SmallDisk.Use(kibibytes: 16, folder =>
    {
        string path = Path.Combine(folder, "x.png");
        File.WriteAllText(path, "old");

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, new byte[64 << 10]));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    });

    [Fact]
    public void A_folder_in_its_place_stays_and_nothing_is_left_beside_it()
    {
        _scratch.Write("x.png/inside", "");

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(_scratch.File("x.png"), "new"u8));

        Assert.Equal(["x.png"], _scratch.Names());
        Assert.True(File.Exists(_scratch.File("x.png/inside")));
    }

    [Fact]
    public void A_folder_that_is_missing_is_an_IO_error() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(_scratch.File("missing/x"), "new"u8));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_is_followed_and_stays_a_link(bool hasOld)
    {
        if (hasOld)
            _scratch.Write("real/x.json", "old");
        Directory.CreateDirectory(_scratch.File("real"));
        File.CreateSymbolicLink(_scratch.File("second"), "real/x.json");
        File.CreateSymbolicLink(_scratch.File("first"), _scratch.File("second"));

        AtomicFile.Write(_scratch.File("first"), "new"u8);

        Assert.Equal("new", _scratch.Text("real/x.json"));
        Assert.Equal(_scratch.File("second"), new FileInfo(_scratch.File("first")).LinkTarget);
        Assert.Equal("real/x.json", new FileInfo(_scratch.File("second")).LinkTarget);
        Assert.Equal(["x.json"], Directory.GetFileSystemEntries(_scratch.File("real")).Select(Path.GetFileName));
    }

    [Fact]
    public void Links_in_a_circle_are_an_IO_error()
    {
        File.CreateSymbolicLink(_scratch.File("a"), _scratch.File("b"));
        File.CreateSymbolicLink(_scratch.File("b"), _scratch.File("a"));

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(_scratch.File("a"), "new"u8));
        Assert.NotNull(AtomicFile.WhyNot(_scratch.File("a")));
    }

    [Fact]
    public void A_device_is_written_into_and_not_replaced()
    {
        File.CreateSymbolicLink(_scratch.File("null.json"), "/dev/null");
        File.CreateSymbolicLink(_scratch.File("full.json"), "/dev/full");

        AtomicFile.Write(_scratch.File("null.json"), "new"u8);
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(_scratch.File("full.json"), "new"u8));

        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Equal(["full.json", "null.json"], _scratch.Names());
    }

    [Fact]
    public async Task A_pipe_is_written_into_and_not_replaced()
    {
        Assert.Equal(0, LibC.MakeFifo(_scratch.File("pipe.json"), 0x180));
        Task<string> reader = Task.Run(() => _scratch.Text("pipe.json"), TestContext.Current.CancellationToken);

        AtomicFile.Write(_scratch.File("pipe.json"), "new"u8);

        Assert.Equal("new", await reader);
        Assert.Equal(["pipe.json"], _scratch.Names());
    }

    [Fact]
    public void Asking_whether_a_file_can_be_made_leaves_nothing()
    {
        Assert.Null(AtomicFile.WhyNot(_scratch.File("x")));
        Assert.NotNull(AtomicFile.WhyNot(_scratch.File("missing/x")));
        Assert.NotNull(AtomicFile.WhyNot("/proc/self/x"));
        Assert.Empty(_scratch.Names());
    }
}
