using System.Reflection;
using System.Reflection.Emit;
using FlinkYarn.Api.Types.Builtin;

namespace FlinkYarn.Api.Types;

/// <summary>
/// Emits the two methods that write and read a type's fields: numbers straight to the buffer, the rest through their
/// serializers. The code may touch private fields of the program's types.
/// </summary>
static class FieldCodeEmitter
{
    static readonly MethodInfo WriteRaw = typeof(RecordWriter).GetMethod(nameof(RecordWriter.WriteRaw))!;
    static readonly MethodInfo ReadRaw = typeof(RecordReader).GetMethod(nameof(RecordReader.ReadRaw))!;

    public static (WriteFields<T> Write, ReadFields<T> Read) Emit<T>(SerializedField[] fields, object[] parts)
    {
        var write = new DynamicMethod(
            $"Write {typeof(T).Name}", typeof(void),
            [typeof(object[]), typeof(T), typeof(RecordWriter).MakeByRefType()], typeof(FieldCodeEmitter).Module, true);
        var read = new DynamicMethod(
            $"Read {typeof(T).Name}", typeof(void),
            [typeof(object[]), typeof(T).MakeByRefType(), typeof(RecordReader).MakeByRefType()],
            typeof(FieldCodeEmitter).Module, true);
        for (var index = 0; index < fields.Length; index++)
        {
            EmitWrite<T>(write.GetILGenerator(), fields[index].Info, index, IsRaw(parts[index]));
            EmitRead<T>(read.GetILGenerator(), fields[index].Info, index, IsRaw(parts[index]));
        }

        write.GetILGenerator().Emit(OpCodes.Ret);
        read.GetILGenerator().Emit(OpCodes.Ret);
        return (write.CreateDelegate<WriteFields<T>>(), read.CreateDelegate<ReadFields<T>>());
    }

    static bool IsRaw(object part) =>
        part.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(RawSerializer<>);

    static void EmitWrite<T>(ILGenerator code, FieldInfo field, int index, bool isRaw)
    {
        if (isRaw)
        {
            code.Emit(OpCodes.Ldarg_2);
            LoadField<T>(code, field);
            code.Emit(OpCodes.Call, WriteRaw.MakeGenericMethod(field.FieldType));
            return;
        }

        var serializer = LoadPart(code, field.FieldType, index);
        LoadField<T>(code, field);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Callvirt, serializer.GetMethod(nameof(TypeSerializer<T>.Write))!);
    }

    static void LoadField<T>(ILGenerator code, FieldInfo field)
    {
        code.Emit(typeof(T).IsValueType ? OpCodes.Ldarga_S : OpCodes.Ldarg_S, (byte)1);
        code.Emit(OpCodes.Ldfld, field);
    }

    static void EmitRead<T>(ILGenerator code, FieldInfo field, int index, bool isRaw)
    {
        code.Emit(OpCodes.Ldarg_1);
        if (!typeof(T).IsValueType)
        {
            code.Emit(OpCodes.Ldind_Ref);
        }

        if (isRaw)
        {
            code.Emit(OpCodes.Ldarg_2);
            code.Emit(OpCodes.Call, ReadRaw.MakeGenericMethod(field.FieldType));
        }
        else
        {
            var serializer = LoadPart(code, field.FieldType, index);
            code.Emit(OpCodes.Ldarg_2);
            code.Emit(OpCodes.Callvirt, serializer.GetMethod(nameof(TypeSerializer<T>.Read))!);
        }

        code.Emit(OpCodes.Stfld, field);
    }

    static Type LoadPart(ILGenerator code, Type fieldType, int index)
    {
        var serializer = typeof(TypeSerializer<>).MakeGenericType(fieldType);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Ldelem_Ref);
        code.Emit(OpCodes.Castclass, serializer);
        return serializer;
    }
}
