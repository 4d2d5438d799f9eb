using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Releases.Exposures;

namespace Releases.Tests.Exposures;

/// <summary>The order is a partial one, it is true of the units themselves, and moves towards what was captured never go in circles.</summary>
public sealed class ExposureOrderTests
{
    private static readonly Exposure Off = new Exposure.Off();
    private static readonly Exposure On = new Exposure.On();
    private static readonly Gen<(Exposure, Exposure, Exposure)> Three = Gen.Select(GeneratedExposures.Any, GeneratedExposures.Any, GeneratedExposures.Any);

    [Fact]
    public void Covers_AnyExposures_IsReflexiveAndTransitive() => Three.Sample(
        (one, two, three) =>
        {
            Assert.True(ExposureOrder.Covers(one, one));
            Assert.True(ExposureOrder.Covers(one, Off));
            Assert.False(ExposureOrder.Covers(one, two) && ExposureOrder.Covers(two, three) && !ExposureOrder.Covers(one, three), $"{one} >= {two} >= {three}");
        },
        iter: 50_000);

    [Fact]
    public void Covers_BothWays_MeansThatEveryUnitGetsTheSame() => Gen.Select(GeneratedExposures.Any, GeneratedExposures.Any).Sample(
        (one, two) =>
        {
            if (ExposureOrder.AreSame(one, two))
            {
                Assert.Equal(Units.Select(unit => Given(one, unit)), Units.Select(unit => Given(two, unit)));
            }
        },
        iter: 20_000);

    [Fact]
    public void Covers_IsTrueOfTheUnits() => Gen.Select(GeneratedExposures.Any, GeneratedExposures.Any).Sample(
        (wide, narrow) =>
        {
            if (ExposureOrder.Covers(wide, narrow))
            {
                Assert.All(Units, unit => Assert.True(Given(narrow, unit) is not { } given || Given(wide, unit) == given, $"{unit} has it with {narrow} and not with {wide}"));
            }
        },
        iter: 20_000);

    [Fact]
    public void Covers_WhateverGrows_CoversWhatItWas() => Gen.Select(GeneratedExposures.Share, Gen.Double[0, 100], Gen.String[1, 3]).Sample((exposure, more, user) =>
    {
        var share = (Exposure.Targeted)exposure;
        Assert.True(ExposureOrder.Covers(share with { Percent = Math.Max(share.Percent, more) }, share));
        Assert.True(ExposureOrder.Covers(share with { Users = [.. share.Users, user] }, share));
        Assert.True(ExposureOrder.Covers(share with { Groups = [.. share.Groups.Select(group => group with { Percent = Math.Max(group.Percent, more) })] }, share));
    });

    [Fact]
    public void Move_TowardsWhatWasCaptured_IsNeverOneBothWays() => Three.Sample(
        (captured, one, two) => Assert.False(
            ExposureOrder.Move(captured, one, two) == Movement.Protective && ExposureOrder.Move(captured, two, one) == Movement.Protective),
        iter: 50_000);

    [Fact]
    public void Move_OfProtectiveMovesOneAfterTheOther_IsProtectiveAsAWhole() => Gen.Select(Three, GeneratedExposures.Any).Sample(
        (exposures, third) =>
        {
            var (captured, one, two) = exposures;
            if (ExposureOrder.Move(captured, one, two) == Movement.Protective && ExposureOrder.Move(captured, two, third) == Movement.Protective)
            {
                Assert.Equal(Movement.Protective, ExposureOrder.Move(captured, one, third));
            }
        },
        iter: 50_000);

    [Fact]
    public void Move_ToWhatWasCaptured_IsAlwaysProtective_AndAwayFromItAlwaysGuarded() => Gen.Select(GeneratedExposures.Any, GeneratedExposures.Any).Sample((captured, other) =>
    {
        var differ = !ExposureOrder.AreSame(captured, other);
        Assert.Equal(differ ? Movement.Protective : Movement.None, ExposureOrder.Move(captured, other, captured));
        Assert.Equal(differ ? Movement.Guarded : Movement.None, ExposureOrder.Move(captured, captured, other));
    });

    public static TheoryData<string?, string?, string?, Movement> Moves => new()
    {
        { "off", "5", "50", Movement.Guarded },
        { "off", "50", "5", Movement.Protective },
        { "off", "on", "50", Movement.Protective },
        { "off", "50", "off", Movement.Protective },
        { "off", "50", "50", Movement.None },
        { "off", "on", "100", Movement.None },
        { "on", "on", "50", Movement.Guarded },
        { "on", "50", "off", Movement.Guarded },
        { "on", "off", "50", Movement.Protective },
        { "on", "50", "on", Movement.Protective },
        { "10", "50", "25", Movement.Protective },
        { "10", "50", "5", Movement.Guarded },
        { "10", "5", "10", Movement.Protective },
        { "off", "shadow", "off", Movement.Protective },
        { "off", "on", "shadow", Movement.Guarded },
        { "off", "shadow", "5", Movement.Guarded },
        { "off", "a0-50", "a0-25", Movement.Protective },
        { "off", "a0-50", "b0-25", Movement.Guarded },
        { null, "50", "5", Movement.Guarded },
        { "off", null, "5", Movement.Guarded },
        { "off", "5", null, Movement.Guarded },
        { "off", null, "off", Movement.Guarded },
        { null, "5", "5", Movement.None },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Move_FromOneToAnother_IsSeenFromTheCaptured(string? captured, string? from, string? to, Movement expected) =>
        Assert.Equal(expected, ExposureOrder.Move(Of(captured), Of(from), Of(to)));

    private static Exposure? Of(string? text) => text switch
    {
        null => null,
        "off" => Off,
        "on" => On,
        "shadow" => new Exposure.Shadow(),
        _ when char.IsAsciiDigit(text[0]) => new Exposure.Targeted(int.Parse(text), [], []),
        _ => new Exposure.Variants([new VariantRange(text[..1], int.Parse(text[1..].Split('-')[0]), int.Parse(text[1..].Split('-')[1]))], null),
    };

    private static readonly IReadOnlyList<(string Id, string[] Groups)> Units =
        [.. Enumerable.Range(0, 60).Select(number => (number < 3 ? $"u{number}" : $"unit-{number}", number % 3 == 0 ? ["ring0"] : number % 5 == 0 ? ["ring1"] : Array.Empty<string>()))];

    /// <summary>What a unit gets: null for the old behaviour, else a word for the new one; by the formula that clients deal by.</summary>
    private static string? Given(Exposure exposure, (string Id, string[] Groups) unit) => exposure switch
    {
        Exposure.On => "new",
        Exposure.Shadow => "shadow",
        Exposure.Targeted targeted => targeted.Users.Contains(unit.Id)
            || IsBelow(targeted.Percent, $"{unit.Id}\norders.v2")
            || targeted.Groups.Any(group => unit.Groups.Contains(group.Name) && IsBelow(group.Percent, $"{unit.Id}\norders.v2\n{group.Name}")) ? "new" : null,
        Exposure.Variants dealt => dealt.Ranges.FirstOrDefault(range =>
            Position($"{unit.Id}\n{dealt.Seed ?? "allocation\norders.v2"}") is var at && at >= range.From && (at < range.To || range.To >= 100))?.Variant,
        _ => null,
    };

    private static bool IsBelow(double percent, string text) => percent >= 100 || Position(text) < percent;

    private static double Position(string text) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (double)uint.MaxValue * 100;
}
