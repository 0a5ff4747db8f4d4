package dev.lamina.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that specs hold as an array of its components, such as a size {@code [3, 3]}. A
 * value alone stands for an array full of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AsArray {

  /**
   * How many arrays the components are evenly parted into: with 2, four components become {@code
   * [[1, 2], [3, 4]]}.
   */
  int rows() default 1;
}
