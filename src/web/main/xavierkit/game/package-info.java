/**
 * A game of derivations: a {@link xavierkit.game.Level} says where to start and what is given, a
 * {@link xavierkit.game.Game} keeps the routes tried. It knows nothing of a page and runs on the JVM, too.
 */
package xavierkit.game;
