using System.Runtime.CompilerServices;

namespace Releases.Rehearsals.Laws;

/// <summary>The text of a law that is broken; where it holds, nothing is formatted.</summary>
[InterpolatedStringHandler]
public ref struct BrokenLaw
{
    private DefaultInterpolatedStringHandler _text;
    private readonly bool _broken;

    public BrokenLaw(int literalLength, int formattedCount, bool holds, out bool isFormatted)
    {
        _broken = isFormatted = !holds;
        _text = _broken ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, System.Globalization.CultureInfo.InvariantCulture) : default;
    }

    public string Text => _broken ? _text.ToString() : "";

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);
}
