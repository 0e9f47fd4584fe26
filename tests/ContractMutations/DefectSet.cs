namespace Scopix.ContractMutations;

/// <summary>Several defects that a server has at the same time.</summary>
/// <param name="Mutants">The defects.</param>
public sealed record DefectSet(IReadOnlyList<Mutant> Mutants)
{
    /// <summary>Creates one handler of all defects; <paramref name="onApplied"/> learns which defect changed a response.</summary>
    public Func<InterceptedRequest, Task<RecordedResponse>> CreateHandler(Action<int> onApplied)
    {
        var defects = Mutants.Select(mutant => mutant.CreateDefect()).ToList();
        return intercepted => SendAsync(defects, 0, intercepted, onApplied);
    }

    /// <summary>Whether both can be told apart: they belong to different operations, or to fields of which neither contains the other.
    /// </summary>
    public static bool AreDistinct(Mutant first, Mutant second)
    {
        if (first.Operation != second.Operation) return true;
        return DefectPlace.FindField(first) is { } one && DefectPlace.FindField(second) is { } other
            && !$"{one}.".StartsWith($"{other}.", StringComparison.Ordinal) && !$"{other}.".StartsWith($"{one}.", StringComparison.Ordinal)
            && !$"{one}[".StartsWith($"{other}[", StringComparison.Ordinal) && !$"{other}[".StartsWith($"{one}[", StringComparison.Ordinal);
    }

    private static async Task<RecordedResponse> SendAsync(
        List<Defect> defects, int index, InterceptedRequest intercepted, Action<int> onApplied)
    {
        if (index == defects.Count) return await intercepted.SendAsync();
        var inner = intercepted with
        {
            SendOn = async request =>
                (await SendAsync(defects, index + 1, intercepted with { Request = request }, onApplied)).ToMessage(request),
        };
        var (response, isChanged) = await defects[index](inner);
        if (isChanged) onApplied(index);
        return response;
    }
}
