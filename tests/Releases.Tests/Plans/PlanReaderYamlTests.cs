namespace Releases.Tests.Plans;

/// <summary>Texts that are no plan before anybody looks at its fields.</summary>
public sealed class PlanReaderYamlTests
{
    [Theory]
    [InlineData("", 1, 1, "the text is empty")]
    [InlineData("# nothing yet\n", 1, 1, "the text is empty")]
    [InlineData("hello", 1, 1, "expected a mapping with the fields apiVersion")]
    [InlineData("- a", 1, 1, "expected a mapping with the fields apiVersion")]
    [InlineData("metadata:\n\tname: x", 2, 1, "a tab indents this line; YAML is indented with spaces only")]
    [InlineData("metadata:\n  name: x\n \towner: y", 3, 2, "a tab indents this line")]
    [InlineData("{\n\t\"kind\": \"x\"\n\t\"b\": 1 }", 3, 2, "did not find expected ',' or '}'")]
    [InlineData("metadata: { name: x", 2, 1, "did not find expected ',' or '}'")]
    [InlineData("kind: a: b", 1, 8, "put text that holds ': ' in quotes")]
    [InlineData("kind: @x", 1, 7, "put text that begins with such a character in quotes")]
    [InlineData("kind: \"x", 1, 7, "unexpected end of stream")]
    [InlineData("metadata:\n  name: x\n owner: y", 3, 2, "look at the indentation")]
    [InlineData("kind: a\u0000b", 1, 8, "U+0000 cannot stand in a plan")]
    [InlineData("a: b\nkind: a\u001bb", 2, 8, "U+001B cannot stand in a plan")]
    public void Read_TextThatIsNoYamlMapping_SaysWhereAndWhy(string text, int line, int column, string message)
    {
        var error = Assert.Single(PlanText.ReadErrors(text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Read_LoneSurrogate_SaysWhere()
    {
        var error = Assert.Single(PlanText.ReadErrors("kind: a" + (char)0xD800));
        Assert.Equal((1, 8), (error.Line, error.Column));
        Assert.Contains("U+D800", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner: data-platform", "owner: &team data-platform", 5, 10, "anchors")]
    [InlineData("owner: data-platform", "owner: !!str data-platform", 5, 10, "tags")]
    [InlineData("guardrails: [error-rate]", "guardrails: !x [error-rate]", 29, 13, "tags")]
    [InlineData("holdLimit: 12h", "holdLimit: 12h\n---\nkind: ReleasePlan", 43, 1, "a second document")]
    [InlineData("holdLimit: 12h", "? [a, b]\n: c\nholdLimit: 12h", 42, 3, "a name in a mapping is a plain text")]
    public void Read_YamlThatPlansDoNotUse_IsAnError(string part, string instead, int line, int column, string message)
    {
        var errors = PlanText.ReadErrors(PlanText.With(part, instead).Split("failureModes:")[0]);
        var error = Assert.Single(errors);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Read_Alias_IsAnErrorWhereItStandsAndNowhereElse()
    {
        var errors = PlanText.ReadErrors(PlanText.With("owner: data-platform\n    removeBy", "owner: *team\n    removeBy"));
        var error = Assert.Single(errors);
        Assert.Equal((12, 12, "flags[0].owner"), (error.Line, error.Column, error.Path));
        Assert.Contains("aliases", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MarkAndWindowsLineEnds_ChangeNothing()
    {
        var plain = PlanText.ReadValid(PlanText.Valid);
        var windows = PlanText.ReadValid("\uFEFF" + PlanText.Valid.ReplaceLineEndings("\r\n"));
        Assert.Equal(plain.Hash, windows.Hash);
    }

    [Fact]
    public void Read_JsonWithTabsAndEscapes_IsRead()
    {
        const string json = """
            {
            	"apiVersion": "releasefunctions/v1", "kind": "ReleasePlan",
            	"metadata": { "name": "a", "owner": "\ud83d\ude80 \u00e4\/\"" },
            	"flags": [{"key":"f","category":"operational","owner":"b"}],
            	"stages": [{"name":"full","environment":"production","expose":"on"}]
            }
            """;
        Assert.Equal("🚀 ä/\"", PlanText.ReadValid(json).Plan.Metadata.Owner);
    }
}
