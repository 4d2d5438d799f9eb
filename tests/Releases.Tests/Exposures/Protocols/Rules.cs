namespace Releases.Tests.Exposures.Protocols;

/// <summary>All that can happen next: what a release decides, what the network does with its requests, and what a person does.</summary>
internal sealed class Rules(Protocol protocol, Scope scope)
{
    private readonly Decisions _decisions = new(protocol);

    internal IEnumerable<Transition> Next(World world)
    {
        for (var release = 0; release < 2; release++)
        {
            foreach (var transition in OfRelease(world, release))
            {
                yield return transition;
            }
        }

        for (var flag = 0; flag < 2 && world.Edits > 0; flag++)
        {
            foreach (var (content, what) in new[] { (Content.EditedByHand, "edits"), (Content.TurnedOffByHand, "turns off") })
            {
                // An edit in the portal keeps the tags.
                yield return After(
                    new Step(what, Flag: flag), (world with { Edits = (byte)(world.Edits - 1) }).Written(flag, world.Setting(flag) with { Content = content }));
            }
        }
    }

    private IEnumerable<Transition> OfRelease(World world, int release)
    {
        var side = world.Side(release);
        if (side.Phase == Phase.Waiting && (release == 0 || !scope.Leased || world.A.HasEnded))
        {
            yield return After(new Step("captures both flags", release), world.With(release, side with
            {
                Phase = Phase.Exposing,
                One = new Part { Mode = Mode.Ready, Captured = world.One.Content, CapturedStands = true, KnownStands = true },
                Two = new Part { Mode = Mode.Ready, Captured = world.Two.Content, CapturedStands = true, KnownStands = true },
            }));
        }

        foreach (var transition in Decide(world, release, side))
        {
            yield return transition;
        }

        for (var flag = 0; flag < 2; flag++)
        {
            foreach (var transition in OfFlag(world, release, flag).Concat(OnTheWire(world, release, flag)))
            {
                yield return transition;
            }
        }
    }

    /// <summary>What the machine decides once it has an answer for each flag.</summary>
    private IEnumerable<Transition> Decide(World world, int release, Side side)
    {
        bool Both(params ReadOnlySpan<Mode> modes) => modes.Contains(side.One.Mode) && modes.Contains(side.Two.Mode);
        if (side.Phase != Phase.Exposing || !Both(Mode.Confirmed, Mode.Drifted, Mode.Unknown))
        {
            yield break;
        }

        if (Both(Mode.Confirmed))
        {
            yield return side.Stage + 1 < scope.Stages
                ? After(new Step("goes on to its next stage", release), world.With(release, side with { Stage = 1, One = side.One with { Mode = Mode.Ready }, Two = side.Two with { Mode = Mode.Ready } }))
                : After(new Step("completes", release), world.With(release, side with { Phase = Phase.Completed }));
        }
        else if (Both(Mode.Confirmed, Mode.Unknown) && side.Repeats > 0)
        {
            static Part Again(Part part) => part.Mode == Mode.Unknown ? part with { Mode = Mode.Ready } : part;
            yield return After(
                new Step("repeats what has no clear answer", release), world.With(release, side with { Repeats = (byte)(side.Repeats - 1), One = Again(side.One), Two = Again(side.Two) }));
        }

        static Part Back(Part part) => part with { Mode = part.Touched ? Mode.ToRead : Mode.Untouched, Attempt = 1 };
        yield return After(new Step("rolls back", release), world.With(release, side with { Phase = Phase.Restoring, One = Back(side.One), Two = Back(side.Two) }));
    }

    /// <summary>What the performer does with one flag.</summary>
    private IEnumerable<Transition> OfFlag(World world, int release, int flag)
    {
        var side = world.Side(release);
        var part = side[flag];
        switch (part.Mode)
        {
            case Mode.Ready:
                yield return After(new Step("reads before it writes", release, flag), world.With(release, flag, Sent(part with { KnownStands = true }, side.Stage)));
                break;
            case Mode.Sent:
                yield return After(new Step("the write is given up", release, flag), world.With(release, flag, Unknown(GivenUp(part, side.Stage))));
                break;
            case Mode.Refused:
                var mode = _decisions.AfterRefusal(release, side.Stage, part, world.Setting(flag));
                yield return After(new Step($"a read after the refusal: {mode}", release, flag), world.With(release, flag, mode switch
                {
                    Mode.Confirmed => Confirmed(part),
                    Mode.Unknown => Unknown(part),
                    _ => part with { Mode = mode },
                }));
                break;
            case Mode.ToRead:
                mode = _decisions.OnTheWayBack(release, part, world.Setting(flag));
                var next = part with { Mode = mode };
                yield return After(
                    new Step($"attempt {part.Attempt} to put back reads {world.Setting(flag).Content}: {mode}", release, flag),
                    world.With(release, flag, mode == Mode.WritingBack ? next.With(part.Attempt + 1, next[part.Attempt + 1] | Wire.Awaited) : next));
                break;
            case Mode.WritingBack:
                yield return After(new Step("the write back is given up", release, flag), world.With(release, flag, GivenUp(part, part.Attempt + 1) with { Mode = Mode.Lost }));
                break;
            default:
                break;
        }
    }

    /// <summary>What becomes of the requests: they arrive at any time, their answers get lost, those that were given up arrive all the same.</summary>
    private IEnumerable<Transition> OnTheWire(World world, int release, int flag)
    {
        for (var write = 0; write < 4; write++)
        {
            var wire = world.Side(release)[flag][write];
            var what = write < 2 ? $"the write of stage {write + 1}" : $"write {write - 1} back";
            if (wire.HasFlag(Wire.Awaited))
            {
                var (written, broken) = Arrive(world, release, flag, write, wire & ~Wire.Awaited);
                var part = written.Side(release)[flag];
                yield return After(new Step($"{what} takes effect", release, flag), written.With(release, flag, write < 2 ? Confirmed(part) : part with { Mode = Mode.ToRead }), broken);
                yield return After(
                    new Step($"{what} takes effect, and its answer is lost", release, flag), written.With(release, flag, write < 2 ? Unknown(part) : part with { Mode = Mode.Lost }), broken);
                yield return After(
                    new Step($"{what} takes effect, its answer is lost, and the client repeats it", release, flag), written.With(release, flag, part.With(write, part[write] | Wire.AwaitedStale)), broken);
                if (!wire.HasFlag(Wire.Late))
                {
                    yield return After(
                        new Step($"the client repeats {what} while the first one is still under way", release, flag), world.With(release, flag, world.Side(release)[flag].With(write, wire | Wire.Late)));
                }
            }

            if (wire.HasFlag(Wire.AwaitedStale))
            {
                var refused = world.Side(release)[flag].With(write, wire & ~Wire.AwaitedStale);
                if (write >= 2 && !protocol.WritesBackOnCondition)
                {
                    var (written, broken) = Arrive(world, release, flag, write, wire & ~Wire.AwaitedStale);
                    yield return After(new Step($"{what} takes effect", release, flag), written.With(release, flag, written.Side(release)[flag] with { Mode = Mode.ToRead }), broken);
                }
                else
                {
                    yield return After(new Step($"{what} is refused", release, flag), world.With(release, flag, refused with { Mode = write < 2 ? Mode.Refused : Mode.ToRead }));
                }
            }

            if (wire.HasFlag(Wire.Late))
            {
                var (written, broken) = Arrive(world, release, flag, write, wire & ~Wire.Late);
                yield return After(new Step($"{what} takes effect long after it was given up", release, flag), written, broken);
            }
        }
    }

    private (World World, string? Broken) Arrive(World world, int release, int flag, int write, Wire left)
    {
        var side = world.Side(release);
        var part = side[flag];
        var content = write >= 2 ? part.Captured : release == 0 ? Content.TargetOfA : Content.TargetOfB;
        var before = world.Setting(flag);
        var changes = before.Content != content;
        var broken = (changes, part.Mode, side.Phase) switch
        {
            // One that was there at the capture is what the release goes back to.
            (true, _, _) when before.IsByHand && before.Content != part.Captured => "a person's edit is overwritten",
            (true, Mode.Restored, _) or (true, _, Phase.RolledBack) => "a flag is changed after its restore was verified",
            (true, _, Phase.Completed) => "a flag is changed by a release that has ended",
            _ => null,
        };
        return (world.With(release, flag, part.With(write, left)).Written(flag, new Setting(content, Decisions.NumberOf(release, write), content)), broken);
    }

    private Transition After(Step step, World world, string? broken = null) =>
        new(step, world with { A = Settled(world.A), B = Settled(world.B) }, broken);

    /// <summary>
    /// What nobody sees, done at once: a request that is sent later is one that arrives later, and a retry that is made later one that reads
    /// later. What has no meaning any more is forgotten, so that worlds that differ in nothing else are one.
    /// </summary>
    private Side Settled(Side side)
    {
        side = side with { One = Settled(side.One, side.Stage), Two = Settled(side.Two, side.Stage) };
        static bool IsBack(Part part) => part.Mode is Mode.Restored or Mode.LeftOff or Mode.Untouched;
        if (side.Phase == Phase.Restoring)
        {
            side = side with
            {
                Phase = IsBack(side.One) && IsBack(side.Two) ? Phase.RolledBack : Phase.Restoring,
                Stage = 0,
                Repeats = 0,
                One = side.One with { KnownStands = false, Touched = false },
                Two = side.Two with { KnownStands = false, Touched = false },
            };
        }

        return side.HasEnded ? new Side(side.Phase, 0, 0, Ended(side.One), Ended(side.Two)) : side;
    }

    private Part Settled(Part part, byte stage) => part.Mode switch
    {
        Mode.Ready when !protocol.ReadsFirst || stage > 0 => Sent(part, stage),
        Mode.Lost or Mode.Blocked when part.Attempt < scope.Attempts => part with { Mode = Mode.ToRead, Attempt = (byte)(part.Attempt + 1) },
        Mode.Restored or Mode.LeftOff or Mode.Untouched => Ended(part),
        _ => part,
    };

    /// <summary>Of a flag that a release is done with, only requests that are still under way matter.</summary>
    private static Part Ended(Part part) => part.HasLate
        ? part with { CapturedStands = false, KnownStands = false, Touched = false, Attempt = 0 }
        : default(Part) with { Mode = part.Mode };

    private static Part Sent(Part part, int stage) =>
        (part with { Mode = Mode.Sent }).With(stage, part[stage] | (part.KnownStands ? Wire.Awaited : Wire.AwaitedStale));

    private Part Unknown(Part part) => part with { Mode = Mode.Unknown, Touched = part.Touched || protocol.FearsTheUnknown };

    private static Part Confirmed(Part part) => part with { Mode = Mode.Confirmed, Touched = true, KnownStands = true };

    private static Part GivenUp(Part part, int write) =>
        part.With(write, part[write].HasFlag(Wire.Awaited) ? (part[write] & ~Wire.Awaited) | Wire.Late : part[write] & ~Wire.AwaitedStale);
}
