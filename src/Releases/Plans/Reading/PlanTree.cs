using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Releases.Plans.Reading;

/// <summary>
/// Turns YAML, and with it JSON, into nodes with their positions. What would make one text mean different things to different
/// people is refused: anchors and aliases, tags, several documents, a name twice.
/// </summary>
internal sealed class PlanTree
{
    private const int Deepest = 32;

    private readonly string text;
    private readonly PlanErrors errors;
    private readonly string? source;
    private readonly Parser parser;
    private NodePath reading = NodePath.Root;
    private bool stopped;

    private PlanTree(string text, PlanErrors errors, string? source)
    {
        this.text = text;
        this.errors = errors;
        this.source = source;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>The text's one document, or <see langword="null"/> where it breaks off; then that is among the errors.</summary>
    /// <param name="source">The file, where it is not the plan itself.</param>
    public static PlanNode? Read(string text, PlanErrors errors, string? source = null)
    {
        var tree = new PlanTree(text, errors, source);
        try
        {
            return tree.Document();
        }
        catch (YamlException exception)
        {
            var (at, message) = YamlMistake.Explain(exception, text);
            errors.Add(at, tree.reading, message);
            return null;
        }
    }

    private TextPosition At(Mark mark) => new((int)mark.Line, (int)mark.Column, source);

    private PlanNode? Document()
    {
        Advance(); // to the stream's start
        Advance();
        if (parser.Current is not DocumentStart)
        {
            errors.Add(new TextPosition(1, 1), NodePath.Root, "the text is empty; a plan begins with apiVersion: releasefunctions/v1");
            return null;
        }

        Advance();
        var root = Node(NodePath.Root, 1);
        if (stopped)
        {
            return null;
        }

        Advance(); // past the document's end
        if (parser.Current is DocumentStart second)
        {
            errors.Add(At(second.Start), NodePath.Root, "a second document begins here; a plan is one document, without '---' between its parts");
        }

        return root;
    }

    private PlanNode Node(NodePath path, int depth)
    {
        reading = path;
        var current = parser.Current ?? throw new YamlException("the text ends in the middle of something");
        if (depth > Deepest || errors.Full)
        {
            if (!errors.Full)
            {
                errors.Add(At(current.Start), path, $"this is nested more than {Deepest} levels deep; no part of a plan is");
            }

            stopped = true;
            return new UnreadableNode(At(current.Start), path);
        }

        switch (current)
        {
            case Scalar scalar:
                Plain(scalar, path);
                Advance();
                return new ScalarNode(At(scalar.Start), path, scalar.Value, scalar.Style is ScalarStyle.Plain, Source(scalar));
            case SequenceStart list:
                Plain(list, path);
                Advance();
                return new ListNode(At(list.Start), path, Items(path, depth));
            case MappingStart map:
                Plain(map, path);
                Advance();
                return new MapNode(At(map.Start), path, Entries(path, depth));
            case AnchorAlias:
                errors.Add(At(current.Start), path, "aliases (*name) are not accepted in a plan; write the value out");
                Advance();
                return new UnreadableNode(At(current.Start), path);
            default:
                // After ": x" in an odd place the parser gives names and values that do not pair.
                throw new YamlException(current.Start, current.End, "a name or a value is missing here, look for a line that begins with a colon");
        }
    }

    /// <summary>The characters of a value; the parser's marks may lie behind the end of the text.</summary>
    private string Source(Scalar scalar)
    {
        var end = (int)Math.Min(scalar.End.Index, text.Length);
        return text[(int)Math.Min(scalar.Start.Index, end)..end];
    }

    private List<PlanNode> Items(NodePath path, int depth)
    {
        var items = new List<PlanNode>();
        while (!stopped && parser.Current is not SequenceEnd)
        {
            items.Add(Node(path.Item(items.Count), depth + 1));
        }

        Leave();
        return items;
    }

    private List<MapEntry> Entries(NodePath path, int depth)
    {
        var entries = new List<MapEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!stopped && parser.Current is not MappingEnd)
        {
            var key = Node(path, depth + 1);
            if (key is not ScalarNode name)
            {
                if (!stopped)
                {
                    errors.Add(key.At, path, "a name in a mapping is a plain text");
                    Node(path, depth + 1);
                }
            }
            else
            {
                var value = Node(path.Field(name.Text), depth + 1);
                if (lines.TryAdd(name.Text, name.At.Line))
                {
                    entries.Add(new MapEntry(name.Text, name.At, value));
                }
                else
                {
                    errors.Add(name.At, value.Path, $"this name is there already, in line {lines[name.Text]}; each can be given once");
                }
            }
        }

        Leave();
        return entries;
    }

    private void Advance()
    {
        try
        {
            parser.MoveNext();
        }
        catch (Exception exception) when (exception is not YamlException)
        {
            // On some broken texts the parser breaks its own rules; that it cannot go on is all that this says.
            var at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "somewhere behind this, brackets, quotes and line breaks do not fit together", exception);
        }
    }

    private void Leave()
    {
        if (!stopped)
        {
            Advance();
        }
    }

    private void Plain(NodeEvent node, NodePath path)
    {
        if (!node.Anchor.IsEmpty)
        {
            errors.Add(At(node.Start), path, "anchors (&name) are not accepted in a plan; write the value out where it is needed");
        }

        if (!node.Tag.IsEmpty)
        {
            errors.Add(At(node.Start), path, "tags (!name) are not accepted in a plan; leave it out");
        }
    }
}
