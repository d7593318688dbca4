"""The command ``arbetshubb``: which command was meant, and what its outcome is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from arbetshubb.cli.exits import Exit
from arbetshubb.cli.language import language_in, speak


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and answer its exit code. Nothing is written unless it is 0."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(language_in(given))
    try:
        return _run(given)
    except KeyboardInterrupt:
        from arbetshubb.cli.texts import interrupted  # noqa: PLC0415 - only now is it needed

        print(f"\n{interrupted()}", file=sys.stderr)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough of it; without this Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK


def _run(given: Sequence[str]) -> int:
    # Each command is imported when it is asked for: help must not wait for numpy.
    from arbetshubb.cli.arguments import parser  # noqa: PLC0415

    arguments = parser().parse_args(given)
    match arguments.command:
        case "plan":
            from arbetshubb.cli.plan import plan  # noqa: PLC0415

            return plan(vars(arguments))
        case "roads":
            from arbetshubb.cli.roads import roads  # noqa: PLC0415

            return roads(vars(arguments))
        case "template":
            from arbetshubb.cli.files import write_template_file  # noqa: PLC0415

            return write_template_file(arguments.file, language=arguments.language)
        case _:
            from arbetshubb.cli.files import write_demo_data  # noqa: PLC0415

            return write_demo_data(vars(arguments))


if __name__ == "__main__":
    sys.exit(main())
