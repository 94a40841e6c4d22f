using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Graph.Operators;

/// <summary>One field or automatic property of a row, read and replaced in a copy of the row.</summary>
static class RowMember
{
    /// <summary>The member's name; empty for the row itself.</summary>
    public static string NameOf<T, TNumber>(Expression<Func<T, TNumber>> expression) => expression.Body switch
    {
        ParameterExpression => "",
        MemberExpression { Expression: ParameterExpression } member when FindField(typeof(T), member.Member.Name) is not null =>
            member.Member.Name,
        _ => throw new ArgumentException(
            $"{expression} is not a field or automatic property of {TypeNames.Of(typeof(T))}, nor the row itself. "
            + "Use Reduce for anything else.", nameof(expression)),
    };

    /// <summary>Adds a row's member to the one of a key's result, in a fresh copy of the result.</summary>
    public static Func<T, T, T> Adder<T, TNumber>(string member)
        where TNumber : struct, System.Numerics.INumber<TNumber>
    {
        if (member.Length == 0)
        {
            return (Func<T, T, T>)(object)(Func<TNumber, TNumber, TNumber>)((sum, next) => sum + next);
        }

        var field = FindField(typeof(T), member)
            ?? throw new InvalidOperationException($"{TypeNames.Of(typeof(T))} has no member {member}.");
        var get = EmitGet<T, TNumber>(field);
        var with = EmitWith<T, TNumber>(field);
        return (sum, next) => with(sum, get(sum) + get(next));
    }

    static FieldInfo? FindField(Type type, string member) =>
        SerializedFields.Of(type).Where(field => field.Name == member).Select(field => field.Info).FirstOrDefault();

    static Func<T, TNumber> EmitGet<T, TNumber>(FieldInfo field)
    {
        var method = new DynamicMethod(
            $"get {field.Name}", typeof(TNumber), [typeof(T)], typeof(RowMember).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(typeof(T).IsValueType ? OpCodes.Ldarga_S : OpCodes.Ldarg_S, (byte)0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<T, TNumber>>();
    }

    // A struct is a copy already; of a class MemberwiseClone makes one.
    static Func<T, TNumber, T> EmitWith<T, TNumber>(FieldInfo field)
    {
        var method = new DynamicMethod(
            $"with {field.Name}", typeof(T), [typeof(T), typeof(TNumber)], typeof(RowMember).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        if (typeof(T).IsValueType)
        {
            code.Emit(OpCodes.Ldarga_S, (byte)0);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Stfld, field);
            code.Emit(OpCodes.Ldarg_0);
        }
        else
        {
            var clone = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Call, clone);
            code.Emit(OpCodes.Castclass, typeof(T));
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Stfld, field);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<T, TNumber, T>>();
    }
}
