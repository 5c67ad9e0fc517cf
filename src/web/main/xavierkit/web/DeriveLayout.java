package xavierkit.web;

/** The parts of the page of derivations, before anything is in them. */
final class DeriveLayout {

    static final String HTML = """
            <div class='derive'>
            <div data-part='note' role='status'></div>
            <nav aria-label='Levels' data-part='levels'></nav>
            <div class='columns'>
            <div class='play'>
            <div data-part='task'></div>
            <div data-part='term'></div>
            <div data-part='rules'></div>
            <div data-part='status' role='status'></div>
            <div data-part='example' role='status'></div>
            <div class='controls' data-part='controls'></div>
            <div data-part='hint' role='status'></div>
            <div data-part='lines'></div>
            </div>
            <div class='aside'>
            <div data-part='given'></div>
            <div data-part='sketch'></div>
            <details><summary>As Java</summary>
            <p>A cell for lessons 02 to 05, as it stands:</p>
            <textarea data-part='java' readonly rows='8' spellcheck='false' aria-label='The derivation as Java'></textarea>
            <p><button type='button' data-do='copy'>Copy</button></p>
            <div data-part='assignment-box'>
            <p>The method of assignment 01, whose s is called y, and whose z is called x:</p>
            <textarea data-part='assignment' readonly rows='8' spellcheck='false' aria-label='The derivation for assignment 01'></textarea>
            <p><button type='button' data-do='copy-assignment'>Copy the method</button></p>
            </div>
            <p data-part='copied' role='status'></p>
            </details>
            <details><summary>Check every step</summary>
            <p>Each step is tried on small distributions, in exact fractions, and for each thing that it needs a counterexample is looked for. That takes seconds to minutes.</p>
            <p><button type='button' data-do='check'>Check the steps</button></p>
            <div data-part='check' role='status'></div>
            </details>
            <details><summary>Your progress</summary>
            <p>It is kept in this browser and never leaves the page. As a text you can take it elsewhere.</p>
            <textarea data-part='progress' rows='6' spellcheck='false' aria-label='Your progress as a text'></textarea>
            <p class='controls'><button type='button' data-do='save'>Save as a file</button>
            <button type='button' data-do='read'>Take over this text</button>
            <label>Open a file <input type='file' accept='.txt,text/plain' data-part='file'></label></p>
            <div data-part='read' role='status'></div>
            </details>
            </div>
            </div>
            </div>""";

    private DeriveLayout() {}
}
