/**
 * The app that is built on each line of Spring Boot.
 */
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
