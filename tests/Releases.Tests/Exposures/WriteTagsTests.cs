using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class WriteTagsTests
{
    [Fact]
    public void HashOf_ValueAndContentType_IsSha256OverBothWithALineFeedBetween() =>
        Assert.Equal("7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78", WriteTags.HashOf("a", "b"));

    [Fact]
    public void On_CapturedTags_KeepsThemAndReplacesOursOfAnEarlierRelease()
    {
        var earlier = WriteTags.On(new Dictionary<string, string> { ["team"] = "data" }, "old.restore", "{}", null);

        var tags = WriteTags.On(earlier, "new.stage-1", "[]", null);

        Assert.Equal("data", tags["team"]);
        Assert.Equal("new.stage-1", tags[WriteTags.Write]);
        Assert.Equal(WriteTags.HashOf("[]", null), tags[WriteTags.Hash]);
        Assert.Equal(3, tags.Count);
    }

    [Fact]
    public void IsOurs_OurWriteUntouched_IsTrueForThatIdOnly()
    {
        var found = Flags.Found(Flags.Captured(), writeId: "r1.canary.0.1");

        Assert.True(WriteTags.IsOurs(found, "r1.canary.0.1"));
        Assert.False(WriteTags.IsOurs(found, "r1.canary.0.2"));
        Assert.True(WriteTags.IsOfRelease(found, "r1"));
    }

    [Fact]
    public void IsOurs_EditThatKeptOurTags_IsFalse()
    {
        var edited = Flags.Found(Flags.Captured(), writeId: "r1.canary.0.1") with { Value = "{}" };
        var retyped = Flags.Found(Flags.Captured(), writeId: "r1.canary.0.1") with { ContentType = null };

        Assert.False(WriteTags.IsOurs(edited, "r1.canary.0.1"));
        Assert.False(WriteTags.IsOfRelease(edited, "r1"));
        Assert.False(WriteTags.IsOurs(retyped, "r1.canary.0.1"));
    }

    [Theory]
    [InlineData("r1")]
    [InlineData("r12.canary")]
    [InlineData("R1.canary")]
    public void IsOfRelease_AnotherReleasesWrite_IsFalse(string writeId) =>
        Assert.False(WriteTags.IsOfRelease(Flags.Found(Flags.Captured(), writeId: writeId), "r1"));

    [Fact]
    public void IsOurs_NoTags_IsFalse() => Assert.False(WriteTags.IsOurs(Flags.Found(Flags.Captured()), "r1.a"));
}
