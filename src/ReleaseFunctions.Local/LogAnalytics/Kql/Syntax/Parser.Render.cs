namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>What does not change the rows: hints and render.</summary>
internal sealed partial class Parser
{
    // hint.name = value: advice to a cluster, without meaning here.
    private bool SkipHints()
    {
        var any = false;
        while (Current.Is("hint") && Following.Is("."))
        {
            index += 2;
            TakeName();
            Expect("=");
            if (Current.Kind is TokenKind.Word or TokenKind.Literal)
            {
                index++;
            }

            any = true;
        }

        return any;
    }

    // Drawing is the client's affair.
    private void SkipRender()
    {
        var kind = TakeName("a kind of chart");
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Current.Kind != TokenKind.End && !Current.Is("|") && !Current.Is(";") && !Current.Is(")"))
        {
            if (!Accept("("))
            {
                SkipProperty(properties);
                continue;
            }

            while (Current.Kind != TokenKind.End && !Accept(")"))
            {
                SkipProperty(properties);
            }
        }

        if (Current.Is("|"))
        {
            throw KqlException.Syntax(Current.Start, "render must be the last operator.");
        }

        Render = new KqlRender(kind, properties);
    }

    private void SkipProperty(Dictionary<string, string> properties)
    {
        if (Current.Kind == TokenKind.Word && Following.Is("=") && index + 2 < tokens.Count)
        {
            var value = tokens[index + 2];
            properties[Current.Text] = value.Value as string ?? value.Text;
            index += 2;
        }

        index += Current.Kind == TokenKind.End ? 0 : 1;
    }
}
