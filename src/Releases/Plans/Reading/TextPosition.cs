using System.Runtime.InteropServices;

namespace Releases.Plans.Reading;

/// <summary>A place in the text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
/// <param name="In">The file, where it is not the plan itself but a library.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextPosition(int Line, int Column, string? In = null);
