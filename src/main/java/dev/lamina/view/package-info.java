/** What people look at: tables of text and numbers written for the eye. Nothing here trains. */
@NullMarked
package dev.lamina.view;

import org.jspecify.annotations.NullMarked;
