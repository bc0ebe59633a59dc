import { describe, expect, test } from 'vitest';
import { isPermitted, PERMISSIONS, ROLE_PERMISSIONS, ROLES, rolesIn } from './permissions';

describe('permissions', () => {
  test('everybody with a role may read; nobody without', () => {
    for (const role of ROLES) expect(isPermitted({ w: [role] }, 'graph.read', 'w')).toBe(true);
    expect(isPermitted({}, 'graph.read', 'w')).toBe(false);
  });

  test.each([
    ['graph.import', ['contributor', 'assessor', 'facilitator', 'admin']],
    ['review.approve', ['approver']],
    ['audit.read', ['admin', 'auditor']],
    ['workspace.create', ['admin']],
    ['account.manage', ['admin']],
    ['workshop.lead', ['facilitator']],
  ] as const)('%s is for %s', (permission, roles) => {
    expect(ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission))).toEqual(roles);
  });

  test('every permission is given to somebody', () => {
    const given = new Set(ROLES.flatMap((role) => ROLE_PERMISSIONS[role]));
    expect(PERMISSIONS.filter((permission) => !given.has(permission))).toEqual([]);
  });

  test('a role in one workspace is none in another; a role everywhere counts in each', () => {
    expect(isPermitted({ a: ['admin'] }, 'graph.read', 'b')).toBe(false);
    expect(isPermitted({ '*': ['viewer'] }, 'graph.read', 'b')).toBe(true);
    expect(rolesIn({ '*': ['viewer'], a: ['viewer', 'approver'] }, 'a')).toEqual(['viewer', 'approver']);
    expect(isPermitted({ a: ['admin'] }, 'workspace.create')).toBe(false);
  });

  test.each(['__proto__', 'constructor', 'toString'])('a workspace named %s gives no roles', (name) => {
    expect(rolesIn({}, name)).toEqual([]);
  });
});
