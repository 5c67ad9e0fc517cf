/** The figures of Glorot and Bengio 2010, computed again: {@code lab.py reproduce}. */
package xavierkit.reproduce;
