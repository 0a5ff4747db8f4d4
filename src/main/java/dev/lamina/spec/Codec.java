package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** Reads and writes what an option holds. */
interface Codec {

  Object read(JsonNode json, Place place);

  JsonNode write(Object value, Place place);

  /**
   * What reads and writes options of a Java type.
   *
   * @param specs know the kinds of things that options may hold
   * @throws IllegalArgumentException if specs cannot hold such values
   */
  static Codec of(Specs specs, Type type) {
    Codec scalar = Scalar.BY_CLASS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? new Elements(of(specs, generic.getActualTypeArguments()[0]))
          : of(specs, generic.getRawType());
    }
    if (type == float[].class) {
      return new Floats(new Elements(of(specs, float.class)));
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("Specs cannot hold " + type + ".");
    }
    if (plain.isEnum()) {
      return Constants.of(plain);
    }
    return plain.isAnnotationPresent(AsArray.class) ? Parts.of(specs, plain) : specs.codec(plain);
  }
}
