import { program } from '../commandLines';
import type { TypingPlace, Word } from './places';

export function powerShell(commands: readonly Word[], places: readonly TypingPlace[]): string {
  const rows = [
    ...commands.map((word) => row('', word)),
    ...places.flatMap(({ command, option, words }) =>
      words.map((word) => row(option === undefined ? command : `${command} ${option}`, word)),
    ),
  ];
  const valued = places.flatMap(({ command, option }) =>
    option === undefined ? [] : [quoted(`${command} ${option}`)],
  );
  return `# PowerShell completion for ${program}
Register-ArgumentCompleter -Native -CommandName ${program} -ScriptBlock {
  param($word, $line, $position)
  $before = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $valued = @(${valued.join(', ')})
  $words = @(
${rows.map((each) => `    ${each}`).join('\n')}
  )
  $place = ''
  if ($before.Count -gt 1) { $place = $before[1] }
  if ($valued -contains "$place $($before[-1])") { $place = "$place $($before[-1])" }
  $words | Where-Object { $_.Place -eq $place -and $_.Word -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_.Word, $_.Word, 'ParameterValue', $_.Text)
  }
}
`;
}

/** What a word does is shown beside it, and may not be empty. */
function row(place: string, { word, text }: Word): string {
  return `[pscustomobject]@{ Place = ${quoted(place)}; Word = ${quoted(word)}; Text = ${quoted(text || word)} }`;
}

/** PowerShell takes curly quotes for straight ones, and a doubled one for itself. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
