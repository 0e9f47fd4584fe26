namespace Scopix.Emulator.Engine;

/// <summary>Conditions of a WHERE clause that are joined with AND, and the values of the statement's parameters.</summary>
internal sealed class SqlConditions
{
    private readonly StringBuilder _sql = new();
    private readonly List<object?> _values = [];

    public int Count { get; private set; }

    public object?[] Values => [.. _values];

    /// <summary>Adds a condition in which <c>{0}</c>, <c>{1}</c>, … stand for the values.</summary>
    public void Add(string condition, params object?[] values)
    {
        var names = Array.ConvertAll<object?, object?>(values, Bind);
        if (Count++ > 0) _sql.Append(" AND ");
        _sql.Append('(').AppendFormat(CultureInfo.InvariantCulture, condition, names).Append(')');
    }

    public void AddEquality(string column, object value) => Add(column + " = {0}", value);

    public void AddAnyOf(string column, string[] values) => Add(
        column + " IN (SELECT value FROM json_each({0}))", JsonSerializer.Serialize(values, EngineJsonContext.Shared.StringArray));

    /// <summary>Adds a value that is used outside the conditions, such as a LIMIT; returns the name of its parameter.</summary>
    public string Bind(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    public override string ToString() => _sql.ToString();
}
