package dev.lamina.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records of any class, their components read and their copies made by reflection. */
final class Records {
  private Records() {}

  /** The value of a component. */
  static @Nullable Object get(Record record, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.trySetAccessible();
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw closed(record.getClass(), e);
    }
  }

  /**
   * A record of the class.
   *
   * @throws SpecException with the place if the record refuses the values
   */
  static Record create(Class<?> type, @Nullable Object[] values, Place place) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.trySetAccessible();
      return (Record) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw place.wrong(refused);
      }
      throw new IllegalStateException(type.getName() + " cannot be made.", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw closed(type, e);
    }
  }

  private static IllegalStateException closed(Class<?> type, ReflectiveOperationException e) {
    return new IllegalStateException(
        "Specs cannot look into %s; make the record and its package open to them."
            .formatted(type.getName()),
        e);
  }
}
