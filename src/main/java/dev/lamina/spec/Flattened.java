package dev.lamina.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a record whose options stand in specs beside those of the record that it is part of. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Flattened {

  /**
   * Whether the name of the component that holds the record is put before its options' names: the
   * {@code initializer} of a {@code kernel} becomes {@code kernelInitializer}.
   */
  boolean prefixed() default false;
}
