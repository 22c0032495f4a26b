import { settingKeys, namePattern } from '../../src/domain/configuration/keys.ts';
import { exclusivePairs } from '../../src/domain/configuration/validate.ts';
import type { ActionMetadata } from '../../src/cli/action-metadata.ts';
import { cell, table } from './interface-tables.ts';

/** What each action's action.yml says, by the action's name. */
export type Actions = ReadonlyMap<string, ActionMetadata>;

const address = 'https://raw.githubusercontent.com/muster-backup/muster/v0/docs/muster.schema.json';

/** The JSON Schema of `muster.yml`, made of what validates it and of the descriptions in action.yml. */
export function configurationSchema(actions: Actions): object {
  const names = Object.keys(settingKeys);
  const settings = Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }]));
  const level = (more: object): object => ({
    properties: { ...settings, ...more },
    additionalProperties: false,
    allOf: exclusivePairs.map((pair) => ({ not: { type: 'object', required: pair } })),
  });
  const named = (more: object, rest: object = {}): object => ({
    propertyNames: { pattern: namePattern },
    additionalProperties: { type: ['object', 'null'], ...level(more) },
    ...rest,
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: address,
    title: 'muster.yml, the configuration file of Muster',
    type: 'object',
    ...level({
      environments: {
        description:
          'What holds for the sources of an environment, by its name. Sources override it, and it overrides the top.',
        type: ['object', 'null'],
        ...named({}),
      },
      sources: {
        description: 'What is backed up, by its name.',
        type: 'object',
        ...named(
          {
            environment: {
              description: 'The name of one of "environments".',
              type: 'string',
              pattern: namePattern,
            },
          },
          { minProperties: 1 },
        ),
      },
    }),
    required: ['sources'],
    definitions: Object.fromEntries(
      Object.entries(settingKeys).map(([name, { form }]) => [
        name,
        { description: meaningOf(name, actions), ...form.schema },
      ]),
    ),
  };
}

/** A Markdown table of the keys: which actions take each from the file, and what it means. */
export function keysTable(actions: Actions): string {
  const rows = Object.keys(settingKeys).map((name) => [
    `\`${name}\``,
    takersOf(name, actions)
      .map((action) => `\`${action}\``)
      .join(', '),
    cell(meaningOf(name, actions)),
  ]);
  return table(['Key', 'For', 'Meaning'], rows);
}

/** The actions that take a key from the file. */
function takersOf(name: string, actions: Actions): readonly string[] {
  const having = [...actions].flatMap(([action, { inputs }]) =>
    action !== 'sources' && Object.hasOwn(inputs, name) ? [action] : [],
  );
  return settingKeys[name]?.only?.filter((action) => having.includes(action)) ?? having;
}

/** What action.yml says about the input, without that it is required: it need not be in the file. */
function meaningOf(name: string, actions: Actions): string {
  const [first = ''] = takersOf(name, actions);
  const { description = '' } = actions.get(first)?.inputs[name] ?? {};
  return description.replace(/ ?Required[^.]*\./, '').trim();
}
